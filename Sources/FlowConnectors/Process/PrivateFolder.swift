import FoundationEssentials
import Glibc
import Synchronization

/// A folder for the time of one connection that nobody else can enter, for what programs take from files only.
///
/// It is removed at the end in every case: what a process that was killed has left is removed by the next one.
struct PrivateFolder: Sendable {
    /// A file to begin with.
    struct File: Sendable {
        let name: String
        let content: [UInt8]
        var mode: mode_t = 0o600
    }

    /// Where it is: a path of letters, digits, and `/._-` only.
    let path: String

    /// The path of a file in it.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a folder, uses it and removes it.
    ///
    /// - Parameters:
    ///   - files: What is in it to begin with.
    ///   - body: What is done with it.
    /// - Returns: What the body returned; nil when no folder could be made.
    static func use<Value: Sendable>(
        _ files: [File] = [], _ body: (PrivateFolder) async -> Value
    ) async -> Value? {
        let made = await BlockingWork.run { _ in make(files) }
        guard let (folder, lock) = made ?? nil else { return nil }
        let value = await body(folder)
        _ = await BlockingWork.run { _ in
            try? FileManager.default.removeItem(atPath: folder.path)
            close(lock)
        }
        return value
    }

    private static let prefix = "moonflow-private-"
    private static let isSwept = Mutex(false)

    /// Where temporary files go, unless the name of the place means something to the programs that get it.
    private static var parent: String {
        guard let place = getenv("TMPDIR").map({ String(cString: $0) }), place.hasPrefix("/"),
            place.utf8.allSatisfy({ isPlain($0) })
        else { return "/tmp" }
        return place
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func make(_ files: [File]) -> (PrivateFolder, lock: Int32)? {
        let parent = parent
        let sweeps = isSwept.withLock { isSwept in
            defer { isSwept = true }
            return !isSwept
        }
        if sweeps { removeLeftOver() }
        var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // Held for as long as the folder is in use: by this others know.
        let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { return nil }
        flock(lock, LOCK_EX | LOCK_NB)
        let folder = PrivateFolder(path: path)
        for file in files where !write(file, to: folder.file(file.name)) {
            try? FileManager.default.removeItem(atPath: path)
            close(lock)
            return nil
        }
        return (folder, lock)
    }

    private static func write(_ file: File, to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, file.mode)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard fchmod(descriptor, file.mode) == 0 else { return false }
        var done = 0
        while done < file.content.count {
            let wrote = file.content.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, file.content.count - done)
            }
            if wrote < 0, errno != EINTR { return false }
            done += max(wrote, 0)
        }
        return true
    }

    /// Removes the folders of processes that have died.
    static func removeLeftOver() {
        let parent = parent
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: parent) else { return }
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            // One that is being made just now is not locked yet.
            guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
                status.st_mtim.tv_sec < time(nil) - 600, flock(descriptor, LOCK_EX | LOCK_NB) == 0
            else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
