/// HTTP headers as a script gives them: checked, so that nothing in them can end a header or begin another.
struct HeaderFields {
    private(set) var headers: [WebhookResponse.Header] = []

    /// What tells where a response ends, or is about the connection.
    private static let ofTheServer: Set<String> = [
        "connection", "content-length", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding",
        "upgrade",
    ]

    /// Reads headers by name.
    ///
    /// - Throws: `InvalidInputError` that names the header.
    init(_ value: JSONValue) throws(FlowError) {
        guard value != .null, value != .array([]) else { return }
        guard let entries = value.object else {
            throw FlowError(.invalidInput, "headers expects a table of values by name, but got \(value)")
        }
        var names: Set<String> = []
        for entry in entries.entries {
            guard Self.isToken(entry.key) else {
                throw FlowError(
                    .invalidInput, "headers: no header may have the name \(JSONWriter.text(.string(entry.key)))")
            }
            guard names.insert(entry.key.lowercased()).inserted else {
                throw FlowError(
                    .invalidInput,
                    "headers.\(entry.key) is given twice; give several values as {[\"\(entry.key)\"] = {\"a\", \"b\"}}")
            }
            guard !Self.ofTheServer.contains(entry.key.lowercased()) else {
                throw FlowError(.invalidInput, "headers.\(entry.key) is set by the server")
            }
            for value in entry.value.items ?? [entry.value] {
                headers.append(.init(entry.key, try Self.text(value, entry.key)))
            }
        }
    }

    /// Takes the content type out; nil when there is none.
    mutating func takeContentType() -> String? {
        guard let index = headers.firstIndex(where: { $0.name.lowercased() == "content-type" }) else { return nil }
        return headers.remove(at: index).value
    }

    private static func text(_ value: JSONValue, _ name: String) throws(FlowError) -> String {
        let text: String
        switch value {
        case .string(let given): text = given
        case .integer, .number, .bool: text = JSONWriter.text(value)
        default:
            throw FlowError(.invalidInput, "headers.\(name) expects a text or a list of texts, but got \(value)")
        }
        guard isValue(text) || text.isEmpty else {
            throw FlowError(.invalidInput, "headers.\(name) has a line break or another control character")
        }
        return text
    }

    /// A text of at least one character without control characters.
    static func isValue(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }
    }

    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
