/// The state of reading one JSON text: where it stands and how deep.
struct JSONReader<Tree: JSONTree> {
    let bytes: UnsafeRawBufferPointer
    var position = 0
    private var depth = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONError) -> Tree {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw failure("expected the end of the text but found \(found())") }
        return value
    }

    private mutating func value() throws(JSONError) -> Tree {
        skipSpace()
        guard let byte = peek() else { throw failure("expected a value but the text ends") }
        switch byte {
        case UInt8(ascii: "{"): return try nested { (reader) throws(JSONError) in try reader.object() }
        case UInt8(ascii: "["): return try nested { (reader) throws(JSONError) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "@"): return try token()
        default: throw failure("expected a value but found \(found())")
        }
    }

    private mutating func nested(
        _ body: (inout Self) throws(JSONError) -> Tree
    ) throws(JSONError) -> Tree {
        guard depth < JSONParser.maximumDepth else {
            throw failure("arrays and objects are nested more than \(JSONParser.maximumDepth) deep")
        }
        depth += 1
        position += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func array() throws(JSONError) -> Tree {
        var elements: [Tree] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value())
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            try expect(UInt8(ascii: ","), or: "']'")
        }
    }

    private mutating func object() throws(JSONError) -> Tree {
        var entries: [KeyedValues<Tree>.Entry] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(KeyedValues()) }
        while true {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { throw failure("expected a key in quotes but found \(found())") }
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"), or: nil)
            entries.append(.init(key: key, value: try value()))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(KeyedValues(entries)) }
            try expect(UInt8(ascii: ","), or: "'}'")
        }
    }

    private mutating func token() throws(JSONError) -> Tree {
        let start = position
        position += 1
        guard peek() == UInt8(ascii: "\"") else {
            position = start
            throw failure("expected a value but found \(found())")
        }
        let text = try string()
        guard let reference = ObjectReference(text), let value = Tree.token(reference) else {
            position = start
            throw failure("a host object cannot stand here")
        }
        return value
    }

    private mutating func word(_ text: StaticString, _ value: Tree) throws(JSONError) -> Tree {
        let word = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[position...].starts(with: word) else {
            throw failure("expected '\(text)'; texts need quotes")
        }
        position += word.count
        return value
    }

    // MARK: - Bytes

    func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8, or other: String?) throws(JSONError) {
        guard take(byte) else {
            let wanted = "'\(Character(UnicodeScalar(byte)))'" + (other.map { " or \($0)" } ?? "")
            throw failure("expected \(wanted) but found \(found())")
        }
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    func failure(_ message: String, at offset: Int? = nil) -> JSONError {
        JSONError(message, at: offset ?? position, in: bytes)
    }

    /// The character at the position, in words.
    private func found() -> String {
        guard let byte = peek() else { return "the end of the text" }
        let character = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self).first
        guard byte >= 0x20, byte != 0x7F, let character, character != "\u{FFFD}" else { return "byte \(byte)" }
        return character == "\u{FEFF}" ? "a byte order mark" : "'\(character)'"
    }
}
