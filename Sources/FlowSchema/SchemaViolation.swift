import FlowModel

/// One place where a value does not fit its schema.
public struct SchemaViolation: Sendable, Equatable {
    /// Where in the value, as a JSON pointer; empty for the whole.
    public let pointer: String
    /// What was expected, and what is there.
    public let message: String

    /// Describes a fault.
    public init(pointer: String, message: String) {
        self.pointer = pointer
        self.message = message
    }

    /// How many faults a message tells; `details` have all of them.
    private static let told = 3

    static func error(_ faults: [SchemaViolation], of name: String) -> FlowError {
        let first = faults.prefix(told).map { $0.pointer.isEmpty ? $0.message : "'\($0.pointer)': \($0.message)" }
        let more = faults.count > told ? "; and \(faults.count - told) more" : ""
        let list = faults.map { JSONValue.object(["pointer": .string($0.pointer), "message": .string($0.message)]) }
        return FlowError(
            .schemaValidation, "\(name) does not fit the schema: \(first.joined(separator: "; "))\(more)",
            details: ["faults": .array(list)])
    }
}
