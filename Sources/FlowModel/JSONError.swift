/// Says where a text stops being JSON, and why.
public struct JSONError: Error, Sendable, Equatable {
    /// What is wrong, such as `expected ',' or ']' but found '}'`.
    public let message: String
    /// The line of the first wrong byte, from 1.
    public let line: Int
    /// Its column, in characters from 1.
    public let column: Int
    /// Its offset in bytes, from 0.
    public let offset: Int

    /// Describes an error at a place.
    public init(message: String, line: Int, column: Int, offset: Int) {
        self.message = message
        self.line = line
        self.column = column
        self.offset = offset
    }

    init(_ message: String, at offset: Int, in bytes: UnsafeRawBufferPointer) {
        var (line, column) = (1, 1)
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(message: message, line: line, column: column, offset: offset)
    }
}

extension JSONError: CustomStringConvertible {
    /// The place and the message.
    public var description: String { "line \(line), column \(column): \(message)" }
}
