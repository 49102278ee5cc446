import FlowModel

/// The form in which values are handed to the C++ side, which `CSchema/value.hpp` describes.
enum FlatValue {
    static func bytes(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return bytes
    }

    private static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(UInt8(ascii: "n"))
        case .bool(let bool): bytes.append(UInt8(ascii: bool ? "t" : "f"))
        case .integer(let integer):
            bytes.append(UInt8(ascii: "i"))
            withUnsafeBytes(of: integer) { bytes.append(contentsOf: $0) }
        case .number(let number):
            bytes.append(UInt8(ascii: "d"))
            withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
        case .string(let text):
            bytes.append(UInt8(ascii: "s"))
            append(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "a"))
            append(count: elements.count, to: &bytes)
            for element in elements { append(element, to: &bytes) }
        case .object(let object):
            bytes.append(UInt8(ascii: "o"))
            append(count: object.count, to: &bytes)
            for entry in object.entries {
                append(entry.key, to: &bytes)
                append(entry.value, to: &bytes)
            }
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(count: text.utf8.count, to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    private static func append(count: Int, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(count)) { bytes.append(contentsOf: $0) }
    }
}
