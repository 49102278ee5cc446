/// Writes JSON text in its one canonical form, or indented for people.
///
/// Canonical: no white space, keys sorted by their bytes, integers without a point, floats in their shortest form that
/// reads back and always with a point or an exponent, `\b \t \n \f \r \" \\` short, other control characters `\u00xx`,
/// every other character as itself. A number that is not finite, which JSON cannot say, is written as `null`.
public enum JSONWriter {
    /// Appends the canonical text of `value`.
    public static func write(_ value: JSONValue, into output: inout [UInt8]) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let bool): output.append(contentsOf: (bool ? "true" : "false").utf8)
        case .integer(let integer): JSONWriter.write(integer, into: &output)
        case .number(let number): FloatText.write(number, into: &output)
        case .string(let text): write(text, into: &output)
        case .array(let elements): writeArray(elements, into: &output, write)
        case .object(let object): writeObject(object, into: &output, write)
        }
    }

    /// Returns the canonical text of `value`.
    public static func text(_ value: JSONValue) -> String {
        var output: [UInt8] = []
        write(value, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Returns the text of `value` with one element a line and two spaces a level.
    public static func prettyText(_ value: JSONValue) -> String {
        var output: [UInt8] = []
        writePretty(value, indent: 0, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends `text` in quotes.
    public static func write(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        // Most texts have nothing to escape, and what lies between two escapes is copied at once.
        text.withUTF8 { bytes in
            var start = 0
            for index in bytes.indices {
                let byte = bytes[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                writeEscape(of: byte, into: &output)
                start = index + 1
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func writeEscape(of byte: UInt8, into output: inout [UInt8]) {
        switch byte {
        case 0x08: output.append(contentsOf: "\\b".utf8)
        case 0x09: output.append(contentsOf: "\\t".utf8)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0C: output.append(contentsOf: "\\f".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            output.append(contentsOf: (digits.utf8.count == 1 ? "\\u000" : "\\u00").utf8)
            output.append(contentsOf: digits.utf8)
        default: output.append(contentsOf: [UInt8(ascii: "\\"), byte])
        }
    }

    static func writeArray<Value>(
        _ elements: [Value],
        into output: inout [UInt8],
        _ write: (Value, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(element, &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    static func writeObject<Value>(
        _ object: KeyedValues<Value>,
        into output: inout [UInt8],
        _ write: (Value, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: "{"))
        for (index, entry) in object.entries.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            Self.write(entry.key, into: &output)
            output.append(UInt8(ascii: ":"))
            write(entry.value, &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Writes the decimal digits, without the detour over a text.
    static func write(_ integer: Int64, into output: inout [UInt8]) {
        var rest = integer.magnitude
        if integer < 0 { output.append(UInt8(ascii: "-")) }
        let start = output.count
        repeat {
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        output[start...].reverse()
    }

    private static func writePretty(_ value: JSONValue, indent: Int, into output: inout [UInt8]) {
        func newLine(_ level: Int) {
            output.append(UInt8(ascii: "\n"))
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
        }
        switch value {
        case .array(let elements) where !elements.isEmpty:
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                newLine(indent + 1)
                writePretty(element, indent: indent + 1, into: &output)
            }
            newLine(indent)
            output.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            output.append(UInt8(ascii: "{"))
            for (index, entry) in object.entries.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                newLine(indent + 1)
                write(entry.key, into: &output)
                output.append(contentsOf: ": ".utf8)
                writePretty(entry.value, indent: indent + 1, into: &output)
            }
            newLine(indent)
            output.append(UInt8(ascii: "}"))
        default: write(value, into: &output)
        }
    }
}

extension JSONValue {
    /// Appends the canonical text.
    public func write(into output: inout [UInt8]) {
        JSONWriter.write(self, into: &output)
    }
}

extension HostValue {
    /// Appends the canonical text; a host object becomes the token `@"Class:id"`.
    public func write(into output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let bool): output.append(contentsOf: (bool ? "true" : "false").utf8)
        case .integer(let integer): JSONWriter.write(integer, into: &output)
        case .number(let number): FloatText.write(number, into: &output)
        case .string(let text): JSONWriter.write(text, into: &output)
        case .array(let elements): JSONWriter.writeArray(elements, into: &output) { $0.write(into: &$1) }
        case .object(let object): JSONWriter.writeObject(object, into: &output) { $0.write(into: &$1) }
        case .reference(let reference):
            output.append(UInt8(ascii: "@"))
            JSONWriter.write(reference.description, into: &output)
        }
    }
}
