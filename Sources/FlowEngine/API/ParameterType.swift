public import FlowModel

/// What a host function takes for one of its parameters.
public enum ParameterType: Sendable, Equatable {
    case text
    /// An integer or a float.
    case number
    /// Seconds since 1970, or ISO 8601 text with an offset.
    case moment
    /// One of these words, in any case.
    case choice([String])
    /// A table with keys.
    case table
    /// Anything but a table with keys, which would be taken for keywords.
    case notTable
    case any
    case boolean
    /// True, false, or one of these words, in any case.
    case booleanOr([String])
    /// An execution, or the id of one.
    case execution
    /// An execution, the id of one, or a list of them.
    case executions
    /// One of these words, in any case, or a list of them.
    case choices([String])

    /// The type in the words of error messages and of the reference.
    public var name: String {
        switch self {
        case .text: "a text"
        case .number: "a number"
        case .moment: "a moment (seconds since 1970, or text such as 2031-05-06T07:08:09+0000)"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .table: "a table"
        case .notTable: "a text or another single value"
        case .any: "any value"
        case .boolean: "true or false"
        case .booleanOr(let words): "true, false, or one of " + words.joined(separator: ", ")
        case .execution: "an execution or the id of one"
        case .executions: "executions or their ids"
        case .choices(let words): "one or several of " + words.joined(separator: ", ")
        }
    }

    /// Tells whether `value`, which is neither left out nor null, can be passed.
    public func accepts(_ value: HostValue) -> Bool {
        switch (self, value) {
        case (.any, _), (.text, .string), (.number, .integer), (.number, .number), (.table, .object): true
        case (.moment, .integer), (.moment, .number), (.moment, .string): moment(value) != nil
        case (.choice(let words), .string(let text)): words.contains(text.uppercased())
        case (.boolean, .bool), (.booleanOr, .bool): true
        case (.booleanOr(let words), .string(let text)), (.choices(let words), .string(let text)):
            words.contains(text.uppercased())
        case (.choices, .array(let elements)): elements.allSatisfy { accepts($0) }
        case (.execution, _): value.executionID != nil
        case (.executions, .array(let elements)): elements.allSatisfy { $0.executionID != nil }
        case (.executions, _): value.executionID != nil
        case (.notTable, .object): false
        case (.notTable, _): true
        default: false
        }
    }

    private func moment(_ value: HostValue) -> ScriptTime? {
        ScriptTime(argument: value)
    }

    /// A table can be the value itself, so that it is not taken for keywords.
    var mayBeTable: Bool { self == .any || self == .table }
}

extension HostValue {
    /// The value with the id of the execution that runs in place of objects that only say that it is the one.
    func naming(_ own: ExecutionID) -> HostValue {
        switch self {
        case .reference(let reference) where reference.className == "Execution" && reference.id == "self":
            .reference(.execution(own))
        case .array(let items): .array(items.map { $0.naming(own) })
        case .object(let fields):
            .object(KeyedValues(fields.entries.map { .init(key: $0.key, value: $0.value.naming(own)) }))
        default: self
        }
    }

    /// The execution that the value names by reference or id; nil for anything else.
    var executionID: ExecutionID? {
        switch self {
        case .reference(let reference) where reference.className == "Execution":
            ExecutionSelector(objectID: reference.id)?.id
        case .string(let text): ExecutionID(text)
        default: nil
        }
    }
}

extension ScriptTime {
    /// Reads an argument of the type ``ParameterType/moment``.
    init?(argument: HostValue) {
        switch argument {
        case .integer(let seconds): self.init(seconds: Double(seconds))
        case .number(let seconds): self.init(seconds: seconds)
        case .string(let text): self.init(iso8601: text)
        default: return nil
        }
    }
}
