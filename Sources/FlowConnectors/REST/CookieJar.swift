/// Cookies that the other side set on the way of one connection, for the hops that follow.
struct CookieJar: Sendable, Equatable {
    struct Cookie: Sendable, Equatable {
        let name: String
        let value: String
        let domain: String
        /// Only that very host gets it, none below it.
        let isHostOnly: Bool
        let path: String
        let isSecure: Bool
    }

    /// The oldest first.
    private(set) var cookies: [Cookie] = []
    /// More are not kept: who sends that many means no good.
    private static let limit = 100
    private static let byteLimit = 4096

    /// Keeps what a response sets; what it takes back goes.
    ///
    /// - Parameters:
    ///   - lines: The values of its headers Set-Cookie.
    ///   - address: Where it came from.
    ///   - now: Seconds since 1970.
    mutating func take(_ lines: [String], from address: WebAddress, now: Int) {
        for line in lines {
            guard let (cookie, isOver) = Self.parsed(line, from: address, now: now) else { continue }
            cookies.removeAll { $0.name == cookie.name && $0.domain == cookie.domain && $0.path == cookie.path }
            if !isOver, cookies.count < Self.limit { cookies.append(cookie) }
        }
    }

    /// The cookies for a request, those of longer paths first.
    func cookies(for address: WebAddress) -> [Cookie] {
        cookies.enumerated().filter { _, cookie in
            (!cookie.isSecure || address.isSecure) && Self.path(cookie.path, covers: address.path)
                && (cookie.domain == address.host
                    || !cookie.isHostOnly && Self.domain(cookie.domain, covers: address.host))
        }
        .sorted { ($1.element.path.utf8.count, $0.offset) < ($0.element.path.utf8.count, $1.offset) }
        .map(\.element)
    }

    private static func parsed(
        _ line: String, from address: WebAddress, now: Int
    ) -> (cookie: Cookie, isOver: Bool)? {
        guard line.utf8.count <= byteLimit, line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        let parts = line.split(separator: ";", omittingEmptySubsequences: false).map(Self.pair)
        guard let first = parts.first, let value = first.value, !first.name.isEmpty else { return nil }
        var (domain, isHostOnly, isSecure) = (address.host, true, false)
        var path = Self.folder(of: address.path)
        var (maximumAge, expires): (Int?, Int?)
        for part in parts.dropFirst() {
            switch part.name.lowercased() {
            case "domain":
                let named = (part.value ?? "").drop { $0 == "." }.lowercased()
                if named.isEmpty { continue }
                // A whole top level domain is nobody's own.
                guard named == address.host || named.contains(".") && Self.domain(named, covers: address.host)
                else { return nil }
                (domain, isHostOnly) = (named, false)
            case "path": if let value = part.value, value.hasPrefix("/") { path = value }
            case "secure": isSecure = true
            case "max-age": maximumAge = part.value.flatMap { Int($0) }
            case "expires": expires = part.value.flatMap(HTTPDate.seconds)
            default: continue
            }
        }
        if isSecure, !address.isSecure { return nil }
        let isOver = maximumAge.map { $0 <= 0 } ?? expires.map { $0 <= now } ?? false
        return (
            Cookie(
                name: first.name, value: value, domain: domain, isHostOnly: isHostOnly, path: path, isSecure: isSecure),
            isOver
        )
    }

    private static func pair(_ text: Substring) -> (name: String, value: String?) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
        return (parts[0], parts.count == 2 ? parts[1] : nil)
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        let end = start.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(start[...$0]) } ?? ""
    }

    /// The path without its last part.
    private static func folder(of path: String) -> String {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        return folder.isEmpty ? "/" : folder
    }

    private static func path(_ path: String, covers other: String) -> Bool {
        other == path || other.hasPrefix(path) && (path.hasSuffix("/") || other.dropFirst(path.count).first == "/")
    }

    private static func domain(_ domain: String, covers host: String) -> Bool {
        host.hasSuffix("." + domain) && NetworkAddress(host) == nil
    }
}
