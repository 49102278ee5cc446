/// What a field of a record holds.
public enum FieldType: Sendable, Equatable {
    /// Text of at most so many characters; `nil` for any length.
    case text(maximumLength: Int?)
    case boolean
    /// An integer within a range.
    case integer(ClosedRange<Int64>)
    /// An integer or float that is not negative.
    case number
    /// A list of integers within a range.
    case integers(ClosedRange<Int64>)
    /// Any JSON value.
    case json
    /// ISO 8601 text with microseconds and offset.
    case timestamp
    /// The UUID of a record.
    case id
    /// One of a list of words.
    case choice([String])

    /// The type in the words of error messages.
    public var name: String {
        switch self {
        case .text(let length?): "a text of at most \(length) characters"
        case .text(nil): "a text"
        case .boolean: "a boolean"
        case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
        case .integers(let range): "a list of integers from \(range.lowerBound) to \(range.upperBound)"
        case .number: "a number that is not negative"
        case .json: "any value"
        case .timestamp: "a moment as ISO 8601 text"
        case .id: "the id of a record"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        }
    }

    /// Tells whether `value`, which is not null, may be stored.
    public func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.text(let length), .string(let text)): length.map { text.unicodeScalars.count <= $0 } ?? true
        case (.boolean, .bool), (.json, _): true
        case (.integer(let range), .integer(let integer)): range.contains(integer)
        case (.integers(let range), .array(let items)):
            items.allSatisfy { item in item.integer.map(range.contains) ?? false }
        case (.integers, .object(let object)): object.isEmpty  // an empty table of Lua
        case (.number, .integer(let integer)): integer >= 0
        case (.number, .number(let number)): number >= 0 && number.isFinite
        case (.timestamp, .string(let text)): ScriptTime(iso8601: text) != nil
        case (.id, .string(let text)): ExecutionID(text) != nil
        case (.choice(let words), .string(let word)): words.contains(word)
        default: false
        }
    }
}
