/// The address of a repository, taken apart by one strict reading: git gets what was taken apart, written anew.
struct RepositoryAddress: Sendable, Equatable {
    enum Scheme: String, Sendable {
        case https, http, ssh, git, file
    }

    /// Why a text is no address that is taken.
    struct Fault: Error {
        /// To be said of the input: "must ...".
        let reason: String
    }

    let scheme: Scheme
    /// In lower case; an IPv6 address without brackets; empty for a file.
    let host: String
    let port: Int?
    /// The user that the address names, for ssh.
    let username: String?
    /// As it was given; it begins with a slash, unless it is one of ssh that begins at the folder of the user.
    let path: String

    /// Reads `https://host/path`, `ssh://user@host:port/path`, `user@host:path`, `git://host/path` or `file:///path`.
    init(_ text: String) throws(Fault) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x5C }), text.utf8.count <= 2000 else {
            throw Fault(reason: "must not have blanks, control characters or backslashes, nor more than 2000 bytes")
        }
        if let mark = text.firstRange(of: "://") {
            self = try Self.long(scheme: text[..<mark.lowerBound].lowercased(), text[mark.upperBound...])
        } else {
            self = try Self.short(text)
        }
    }

    private init(scheme: Scheme, host: String, port: Int?, username: String?, path: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.username = username
        self.path = path
    }

    private static func long(scheme: String, _ rest: Substring) throws(Fault) -> RepositoryAddress {
        guard let scheme = Scheme(rawValue: scheme) else {
            throw Fault(reason: "must begin with https://, http://, ssh://, git:// or file://")
        }
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<end]
        let path = String(rest[end...])
        guard path.utf8.count > 1 else {
            throw Fault(reason: "must have a path, as in https://example.com/team/site.git")
        }
        guard !path.contains("?"), !path.contains("#") else { throw Fault(reason: "must not have '?' or '#'") }
        if scheme == .file {
            guard authority.isEmpty else {
                throw Fault(reason: "must have an absolute path, as in file:///srv/git/site.git")
            }
            return RepositoryAddress(scheme: .file, host: "", port: nil, username: nil, path: path)
        }
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, let place = parts.last else { throw Fault(reason: "must have one '@' at most") }
        guard parts.count == 1 || scheme == .ssh && !parts[0].contains(":") else {
            throw Fault(reason: "must not have credentials; see username and password")
        }
        let (host, port) = try Self.place(place)
        return RepositoryAddress(
            scheme: scheme, host: host, port: port, username: parts.count == 2 ? String(parts[0]) : nil, path: path)
    }

    private static func short(_ text: String) throws(Fault) -> RepositoryAddress {
        guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") else {
            throw Fault(
                reason:
                    "must be an address, such as https://example.com/team/site.git or git@example.com:team/site.git")
        }
        let parts = text[..<colon].split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, let place = parts.last, SSHAccess.isHost(String(place)) else {
            throw Fault(reason: "must have the name of a host before the colon")
        }
        let path = String(text[text.index(after: colon)...])
        // Two colons are git's way to name a program.
        guard !path.isEmpty, !path.hasPrefix("-"), !path.hasPrefix(":") else {
            throw Fault(reason: "must have a path after the colon")
        }
        return RepositoryAddress(
            scheme: .ssh, host: place.lowercased(), port: nil, username: parts.count == 2 ? String(parts[0]) : nil,
            path: path)
    }

    private static func place(_ text: Substring) throws(Fault) -> (host: String, port: Int?) {
        var host = text
        var digits: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else {
                throw Fault(reason: "must have a bracket after its IPv6 address")
            }
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":"), host.contains(":") else {
                throw Fault(reason: "must have a host that is one")
            }
            digits = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            digits = text[text.index(after: colon)...]
        }
        guard SSHAccess.isHost(String(host)) else { throw Fault(reason: "must have a host that is one") }
        guard let digits else { return (host.lowercased(), nil) }
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let port = Int(digits),
            1...65535 ~= port
        else { throw Fault(reason: "must have a port from 1 to 65535") }
        return (host.lowercased(), port)
    }

    /// For people.
    var shown: String {
        switch scheme {
        case .file: "file://\(path)"
        case .ssh where !path.hasPrefix("/"): "\(user)\(host):\(path)"
        default: "\(scheme.rawValue)://\(user)\(authority(host))\(path)"
        }
    }

    /// For git, where a connection by ssh gets its host from elsewhere.
    ///
    /// - Parameter address: The address to connect to and no other, where it matters.
    /// - Returns: The address, without user.
    func text(pinned address: NetworkAddress?) -> String {
        switch scheme {
        case .file: "file://\(path)"
        case .ssh: path.hasPrefix("/") ? "ssh://remote\(path)" : "remote:\(path)"
        // Nothing that is sent names the host.
        case .git: "git://\(authority(address?.text ?? host))\(path)"
        case .http, .https: "\(scheme.rawValue)://\(authority(host))\(path)"
        }
    }

    /// The port that is used.
    var effectivePort: Int {
        switch scheme {
        case .https: port ?? 443
        case .http: port ?? 80
        case .ssh: port ?? 22
        case .git: port ?? 9418
        case .file: 0
        }
    }

    private var user: String { username.map { "\($0)@" } ?? "" }

    private func authority(_ host: String) -> String {
        (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }
}
