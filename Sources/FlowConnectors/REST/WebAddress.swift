import FlowModel

/// The address of something on the web, taken apart by one strict parser.
///
/// What is checked and what is connected to are the same: the client gets ``text``, which holds nothing that two parsers
/// could read differently.
struct WebAddress: Sendable, Equatable {
    /// Why a text is no address, to follow the name of the input.
    struct Fault: Error {
        let reason: String
    }

    let isSecure: Bool
    /// User and password as they were written, with percent signs taken out: `user:password`.
    let credentials: String?
    /// In lower case; an IPv6 address without brackets.
    let host: String
    /// As written; nil when it is the one of the scheme.
    let port: Int?
    /// Begins with a slash.
    var path: String
    /// Without its question mark.
    var query: String?

    /// Parses an absolute address; a fragment is dropped.
    init(_ text: String) throws(Fault) {
        let text = try Self.escaped(text)
        guard let end = text.range(of: "://") else {
            throw Fault(reason: "must begin with http:// or https://")
        }
        switch text[..<end.lowerBound].lowercased() {
        case "http": isSecure = false
        case "https": isSecure = true
        default: throw Fault(reason: "must begin with http:// or https://")
        }
        let rest = text[end.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, let place = parts.last else {
            throw Fault(reason: "has more than one @ before its path")
        }
        credentials = parts.count == 2 ? PercentCoding.decoded(String(parts[0])) : nil
        (host, port) = try Self.hostAndPort(place, isSecure: isSecure)
        (path, query) = Self.pathAndQuery(rest[authority.endIndex...])
    }

    /// Finds where a reference leads that was found at `base`, as a redirect has it.
    init(_ reference: String, from base: WebAddress) throws(Fault) {
        let reference = try Self.escaped(reference)
        let scheme = base.isSecure ? "https:" : "http:"
        let start = reference.prefix { !"/?#".contains($0) }
        if start.contains(":") {
            try self.init(reference)
        } else if reference.hasPrefix("//") {
            try self.init(scheme + reference)
        } else {
            let origin = "\(scheme)//\(base.authority)"
            let query = base.query.map { "?\($0)" } ?? ""
            if reference.hasPrefix("/") {
                try self.init(origin + reference)
            } else if reference.isEmpty || reference.hasPrefix("#") {
                try self.init(origin + base.path + query)
            } else if reference.hasPrefix("?") {
                try self.init(origin + base.path + reference)
            } else {
                let folder = base.path.prefix(upTo: base.path.lastIndex(of: "/") ?? base.path.startIndex)
                try self.init("\(origin)\(folder)/\(reference)")
            }
        }
        path = Self.withoutDots(path)
    }

    /// Host and port as a URL has them.
    var authority: String {
        (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }

    /// Scheme, host and port.
    var origin: String { "\(isSecure ? "https" : "http")://\(authority)" }

    /// The address without credentials.
    var text: String { origin + path + (query.map { "?\($0)" } ?? "") }

    /// The address for people: no credentials, and no values of a query.
    var shown: String {
        guard let query else { return origin + path }
        let names = query.split(separator: "&").map { $0.contains("=") ? "\($0.prefix { $0 != "=" })=***" : "***" }
        return "\(origin)\(path)?\(names.joined(separator: "&"))"
    }

    /// Adds names and values to the query.
    mutating func add(_ pairs: [(name: String, value: String)]) {
        guard !pairs.isEmpty else { return }
        let added = PercentCoding.form(pairs, space: "%20")
        query = query.map { $0.isEmpty ? added : "\($0)&\(added)" } ?? added
    }

    private static func hostAndPort(_ place: Substring, isSecure: Bool) throws(Fault) -> (String, Int?) {
        var host = place
        var portText: Substring?
        if place.hasPrefix("[") {
            guard let close = place.firstIndex(of: "]"), place[close...].dropFirst().first ?? ":" == ":" else {
                throw Fault(reason: "has a host with an opening bracket only")
            }
            host = place[place.index(after: place.startIndex)..<close]
            portText = place[close...].dropFirst(2)
            guard NetworkAddress(String(host))?.bytes.count == 16 else {
                throw Fault(reason: "has a host in brackets that is no IPv6 address")
            }
        } else {
            if let colon = place.firstIndex(of: ":") {
                host = place[..<colon]
                portText = place[colon...].dropFirst()
            }
            let isPlain = host.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || "-._".utf8.contains(byte)
            }
            guard !host.isEmpty, host.utf8.count <= 253, isPlain else {
                throw Fault(reason: "has no host, or one with other characters than letters, digits, '-', '.' and '_'")
            }
        }
        guard let portText, !portText.isEmpty else { return (host.lowercased(), nil) }
        guard portText.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let port = Int(portText),
            1...65535 ~= port
        else { throw Fault(reason: "has a port that is no number from 1 to 65535") }
        return (host.lowercased(), port == (isSecure ? 443 : 80) ? nil : port)
    }

    private static func pathAndQuery(_ rest: Substring) -> (String, String?) {
        let rest = rest.prefix { $0 != "#" }
        let path = rest.prefix { $0 != "?" }
        let query = path.endIndex < rest.endIndex ? String(rest[path.endIndex...].dropFirst()) : nil
        return (path.isEmpty ? "/" : String(path), query)
    }

    /// The text with what no URL may have written with percent signs.
    private static func escaped(_ text: String) throws(Fault) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        guard bytes.count <= 16_384 else { throw Fault(reason: "has more than 16384 bytes") }
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0...0x20, 0x7F: throw Fault(reason: "has a blank or a control character; write a blank as %20")
            case UInt8(ascii: "\\"): throw Fault(reason: "has a backslash; write it as %5C")
            case UInt8(ascii: "%"):
                let digits = bytes[index...].dropFirst().prefix(2)
                guard digits.count == 2, digits.allSatisfy({ PercentCoding.value(ofHex: $0) != nil }) else {
                    throw Fault(reason: "has a % without two hexadecimal digits after it; write it as %25")
                }
                result.append(byte)
            case 0x80..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"),
                UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
                PercentCoding.append(byte, to: &result)
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The path with `.` and `..` carried out.
    private static func withoutDots(_ path: String) -> String {
        var parts: [Substring] = []
        let all = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in all.enumerated() {
            let isLast = index == all.count - 1
            switch part {
            case ".": if isLast { parts.append("") }
            case "..":
                _ = parts.popLast()
                if isLast { parts.append("") }
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}

extension StringProtocol {
    /// Where a text stands in this one.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
