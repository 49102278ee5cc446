/// Reads JSON text (RFC 8259, strictly): no comments, no trailing commas, no byte order mark.
///
/// A number without fraction and exponent is an integer when 64 bits hold it; of equal keys the last one counts; a text
/// that is not UTF-8, a lone surrogate, a number over the range of a double, and nesting over ``maximumDepth`` are errors.
public enum JSONParser {
    /// How deep arrays and objects may nest, as in the values that scripts exchange with the host.
    public static let maximumDepth = 100

    /// Reads one JSON value that fills `bytes`, white space aside.
    public static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
        var reader = JSONReader<JSONValue>(bytes)
        return try reader.document()
    }

    /// Reads one JSON value that fills `bytes`, white space aside.
    public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) -> JSONValue in
            try parse(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Reads one JSON value that fills `text`, white space aside.
    public static func parse(_ text: String) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8))
    }
}

extension HostValue {
    /// Reads one value in which `@"Class:id"` stands for a host object; otherwise JSON, see ``JSONParser``.
    public static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> HostValue {
        var reader = JSONReader<HostValue>(bytes)
        return try reader.document()
    }

    /// Reads one value in which `@"Class:id"` stands for a host object; otherwise JSON, see ``JSONParser``.
    public static func parse(_ bytes: [UInt8]) throws(JSONError) -> HostValue {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) -> HostValue in
            try parse(UnsafeRawBufferPointer(buffer))
        }
    }
}
