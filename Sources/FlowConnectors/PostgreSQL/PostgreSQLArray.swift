import FlowModel

/// Arrays as PostgreSQL writes them: `{1,NULL,"a \"b\""}`.
enum PostgreSQLArray {
    private static let depthLimit = 6

    /// Reads an array.
    ///
    /// - Parameters:
    ///   - text: What came.
    ///   - element: Reads an element that is not null.
    /// - Returns: The array; nil for a text that is none.
    static func parsed(_ text: UnsafeRawBufferPointer, element: (ArraySlice<UInt8>) -> JSONValue) -> JSONValue? {
        var rest = Array(text)[...]
        // Where the indices do not begin at 1, they are written first: [0:2]={...}
        if rest.first == UInt8(ascii: "[") {
            guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            rest = rest[(equals + 1)...]
        }
        guard let array = array(&rest, depth: 1, element), rest.isEmpty else { return nil }
        return array
    }

    private static func array(
        _ rest: inout ArraySlice<UInt8>, depth: Int, _ element: (ArraySlice<UInt8>) -> JSONValue
    ) -> JSONValue? {
        guard depth <= depthLimit, rest.popFirst() == UInt8(ascii: "{") else { return nil }
        if rest.first == UInt8(ascii: "}") {
            rest.removeFirst()
            return []
        }
        var items: [JSONValue] = []
        while true {
            guard let item = item(&rest, depth: depth, element) else { return nil }
            items.append(item)
            switch rest.popFirst() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return .array(items)
            default: return nil
            }
        }
    }

    private static func item(
        _ rest: inout ArraySlice<UInt8>, depth: Int, _ element: (ArraySlice<UInt8>) -> JSONValue
    ) -> JSONValue? {
        switch rest.first {
        case UInt8(ascii: "{"): return array(&rest, depth: depth + 1, element)
        case UInt8(ascii: "\""):
            rest.removeFirst()
            var text: [UInt8] = []
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "\"") { return element(text[...]) }
                guard byte == UInt8(ascii: "\\") else {
                    text.append(byte)
                    continue
                }
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped)
            }
            return nil
        default:
            let word = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
            rest = rest[word.endIndex...]
            return word.elementsEqual("NULL".utf8) ? .null : element(word)
        }
    }

    /// Writes an array.
    ///
    /// - Parameters:
    ///   - items: The elements; arrays among them are further dimensions, unless the elements are JSON.
    ///   - type: The type of the elements, where it is known.
    /// - Returns: The text.
    static func text(_ items: [JSONValue], of type: PostgreSQLType?) -> String {
        "{\(items.map { text($0, of: type) }.joined(separator: ","))}"
    }

    private static func text(_ item: JSONValue, of type: PostgreSQLType?) -> String {
        if type == .json || type == .jsonb { return item == .null ? "NULL" : quoted(JSONWriter.text(item)) }
        return switch item {
        case .null: "NULL"
        case .array(let items): text(items, of: type)
        case .string(let text): quoted(text)
        case .number(let number) where type?.isInteger == true:
            Int64(exactly: number).map { "\($0)" } ?? JSONWriter.text(item)
        case .bool, .integer, .number: JSONWriter.text(item)
        case .object(let table):
            if table.count == 1, let bytes = Base64.decoded(table["base64"]?.text ?? "-") {
                quoted(#"\x"# + bytes.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined())
            } else {
                quoted(JSONWriter.text(item))
            }
        }
    }

    private static func quoted(_ text: String) -> String {
        var result: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { result.append(UInt8(ascii: "\\")) }
            result.append(byte)
        }
        return String(decoding: result + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
