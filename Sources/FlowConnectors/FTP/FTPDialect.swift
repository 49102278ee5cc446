import CCurl

/// How FTP and SFTP say the same things to libcurl.
enum FTPDialect: Sendable {
    case ftp
    case sftp

    /// The path of an address, which is a file unless it is meant as a folder.
    func address(_ path: RemotePath, isFolder: Bool) -> String {
        let slash = isFolder && !path.names.isEmpty ? "/" : ""
        return switch self {
        // An encoded slash is one at the beginning of the path; any other separates it from the host.
        case .ftp:
            path.isAbsolute
                ? "/%2F\(path.encoded)\(slash.isEmpty && isFolder ? "/" : slash)" : "/\(path.encoded)\(slash)"
        case .sftp: path.isAbsolute ? "/\(path.encoded)\(slash)" : "/~/\(path.encoded)\(slash)"
        }
    }

    /// A transfer that carries out commands and moves no file.
    func commands(_ commands: [String]) -> CurlTransfer {
        CurlTransfer(path: "/", settings: [.texts(CURLOPT_QUOTE, commands), .number(CURLOPT_NOBODY, 1)])
    }

    func rename(_ path: RemotePath, to target: RemotePath) -> [String] {
        switch self {
        case .ftp: ["RNFR \(path.text)", "RNTO \(target.text)"]
        case .sftp: ["rename \(Self.quoted(path)) \(Self.quoted(target))"]
        }
    }

    func removeFile(_ path: RemotePath) -> String {
        switch self {
        case .ftp: "DELE \(path.text)"
        case .sftp: "rm \(Self.quoted(path))"
        }
    }

    func removeFolder(_ path: RemotePath) -> String {
        switch self {
        case .ftp: "RMD \(path.text)"
        case .sftp: "rmdir \(Self.quoted(path))"
        }
    }

    func makeFolder(_ path: RemotePath) -> String {
        switch self {
        case .ftp: "MKD \(path.text)"
        case .sftp: "mkdir \(Self.quoted(path))"
        }
    }

    /// The command, whose failure is none.
    static func mayFail(_ command: String) -> String { "*\(command)" }

    private static func quoted(_ path: RemotePath) -> String {
        "\"\(path.text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
