import Glibc

/// Reads files, and says in words why one cannot be read.
enum FileContents {
    /// Returns the bytes of the file at `path`.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - role: What the file is, for the message: "script", "input".
    ///   - limit: How many bytes it may have.
    /// - Returns: All its bytes.
    /// - Throws: `CommandFailure` when the file is not there, cannot be read or has more than `limit` bytes.
    static func read(_ path: String, role: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, role) }
        defer { close(descriptor) }
        return try read(descriptor, name: path, role: role, limit: limit)
    }

    /// Returns what comes on the standard input until its end.
    static func readStandardInput(role: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        try read(STDIN_FILENO, name: "standard input", role: role, limit: limit)
    }

    private static func read(
        _ descriptor: Int32,
        name: String,
        role: String,
        limit: Int
    ) throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(name, role)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
            guard bytes.count <= limit else {
                throw CommandFailure("\(name): the \(role) is larger than \(limit / 1024) KiB; \(advice(role))")
            }
        }
    }

    private static func failure(_ name: String, _ role: String) -> CommandFailure {
        switch errno {
        case ENOENT: CommandFailure("\(name): there is no such file; check the path of the \(role)")
        case EISDIR: CommandFailure("\(name): this is a folder; name the file of the \(role) in it")
        case EACCES: CommandFailure("\(name): you may not read this file; change its permissions")
        default: CommandFailure("\(name): cannot be read: \(String(cString: strerror(errno)))")
        }
    }

    private static func advice(_ role: String) -> String {
        role == "script" ? "move parts of it into modules, and data into the input" : "split it"
    }
}
