import FlowModel

/// Values of PostgreSQL, which come and go as text.
enum PostgreSQLValue {
    /// What a script gets for a value.
    ///
    /// - Parameters:
    ///   - text: The bytes that came.
    ///   - oid: The number of the type.
    /// - Returns: The value.
    static func value(_ text: UnsafeRawBufferPointer, oid: UInt32) -> JSONValue {
        if let element = PostgreSQLType.element(ofArray: oid) {
            return PostgreSQLArray.parsed(text) { value(Array($0), element) } ?? ScriptBytes.value(text)
        }
        return value(Array(text), PostgreSQLType(rawValue: oid))
    }

    private static func value(_ bytes: [UInt8], _ type: PostgreSQLType?) -> JSONValue {
        guard type != .bytea else {
            return hexadecimal(bytes).map { ScriptBytes.table($0) } ?? ScriptBytes.value(bytes)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return ScriptBytes.table(bytes) }
        switch type {
        case .bool where text == "t": return true
        case .bool where text == "f": return false
        case .int2, .int4, .int8, .oid: return Int64(text).map(JSONValue.integer) ?? .string(text)
        case .float4, .float8:
            // What JSON has no number for stays the word that it is.
            return Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .string(text)
        case .json, .jsonb:
            do throws(JSONError) {
                return try JSONParser.parse(bytes)
            } catch {
                return .string(text)
            }
        case .timestamp, .timestamptz: return .string(iso8601(bytes) ?? text)
        default: return .string(text)
        }
    }

    /// `2026-01-02 03:04:05+00` as ISO 8601 writes it; nil for what it does not know, such as `infinity` and years before 1.
    private static func iso8601(_ bytes: [UInt8]) -> String? {
        guard let blank = bytes.firstIndex(of: UInt8(ascii: " ")), !bytes.contains(UInt8(ascii: "B")) else {
            return nil
        }
        var result = bytes
        result[blank] = UInt8(ascii: "T")
        if result.suffix(3).elementsEqual("+00".utf8) { result = result.dropLast(3) + [UInt8(ascii: "Z")] }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes that `\x00ff` stands for.
    private static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
        guard text.starts(with: #"\x"#.utf8), text.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        for index in stride(from: 2, to: text.count, by: 2) {
            guard let high = PercentCoding.value(ofHex: text[index]),
                let low = PercentCoding.value(ofHex: text[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    // MARK: Parameters

    /// What is sent for a parameter.
    struct Bound: Equatable {
        /// nil for null.
        let bytes: [UInt8]?
        let isBinary: Bool

        init(_ text: String) {
            bytes = Array(text.utf8)
            isBinary = false
        }

        init(bytes: [UInt8]?, isBinary: Bool) {
            self.bytes = bytes
            self.isBinary = isBinary
        }
    }

    /// What is sent depends on the type that the statement wants.
    static func dependsOnType(_ parameter: SQLParameter) -> Bool {
        switch parameter {
        case .json(.array): true
        case .number(let number): number == number.rounded()
        default: false
        }
    }

    /// What is sent for a parameter.
    ///
    /// - Parameters:
    ///   - parameter: The parameter.
    ///   - oid: The type that the statement wants, where it was asked for.
    /// - Returns: What is sent; nil for a text with a zero byte, which PostgreSQL has no place for.
    static func bound(_ parameter: SQLParameter, oid: UInt32?) -> Bound? {
        let type = oid.flatMap(PostgreSQLType.init(rawValue:))
        switch parameter {
        case .null: return Bound(bytes: nil, isBinary: false)
        case .bool(let bool): return Bound(bool ? "true" : "false")
        case .integer(let integer): return Bound(String(integer))
        case .number(let number):
            guard number.isFinite else { return Bound(number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity") }
            // A float of Lua that is whole fits a column of integers.
            if type?.isInteger == true, let integer = Int64(exactly: number) { return Bound(String(integer)) }
            return Bound(JSONWriter.text(.number(number)))
        case .text(let text): return text.utf8.contains(0) ? nil : Bound(text)
        case .bytes(let bytes): return Bound(bytes: bytes, isBinary: true)
        case .json(.array(let items)):
            if let oid, type?.takesText != true {
                let text = PostgreSQLArray.text(items, of: PostgreSQLType.element(ofArray: oid))
                return text.utf8.contains(0) ? nil : Bound(text)
            }
            return Bound(JSONWriter.text(.array(items)))
        case .json(let value): return Bound(JSONWriter.text(value))
        }
    }
}
