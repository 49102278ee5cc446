import FlowModel

/// What a WebDAV server says about files and folders: a multistatus (RFC 4918).
struct WebDAVListing: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        /// The path of its address, with percent signs taken out, without a slash at the end.
        let path: String
        let isFolder: Bool
        var bytes: Int64?
        var etag: String?
        var contentType: String?
        /// As the server writes it.
        var modified: String?

        /// The entry as scripts see it, with its last name.
        var output: JSONObject {
            var output: JSONObject = [
                "name": .string(path.split(separator: "/").last.map(String.init) ?? ""),
                "type": isFolder ? "folder" : "file",
            ]
            if !isFolder, let bytes { output["bytes"] = .integer(bytes) }
            output["etag"] = etag.map(JSONValue.string)
            output["content_type"] = contentType.map(JSONValue.string)
            output["modified"] = modified.map(JSONValue.string)
            return output
        }
    }

    /// In the order of the paths.
    let entries: [Entry]

    /// Reads an answer; nil when it is none.
    init?(_ bytes: [UInt8]) {
        guard let root = try? DAVReader.read(bytes), root.name == "multistatus", root.namespace == "DAV:" else {
            return nil
        }
        var entries: [Entry] = []
        for response in root.all("response") {
            guard let href = response.first("href")?.text else { return nil }
            var properties: [DAVElement] = []
            for group in response.all("propstat") where group.first("status")?.text.contains(" 200") == true {
                properties += group.first("prop")?.children ?? []
            }
            func text(_ name: String) -> String? {
                let text = properties.first { $0.name == name && $0.namespace == "DAV:" }?.text
                return text?.isEmpty == false ? text : nil
            }
            let type = properties.first { $0.name == "resourcetype" && $0.namespace == "DAV:" }
            entries.append(
                Entry(
                    path: Self.path(href), isFolder: type?.first("collection") != nil,
                    bytes: text("getcontentlength").flatMap { Int64($0) }, etag: text("getetag"),
                    contentType: text("getcontenttype"), modified: text("getlastmodified")))
        }
        self.entries = entries.sorted { $0.path < $1.path }
    }

    /// The path of an address, whole or from its path on, for comparing.
    static func path(_ href: String) -> String {
        var rest = href.trimmed[...]
        if let scheme = rest.firstIndex(of: ":"), rest[scheme...].hasPrefix("://") {
            rest = rest[rest.index(scheme, offsetBy: 3)...].drop { $0 != "/" }
        }
        var path = PercentCoding.decoded(String(rest))
        while path.hasSuffix("/") { path.removeLast() }
        return path
    }
}

extension String {
    /// The text without blanks and line breaks around it.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
