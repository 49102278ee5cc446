/// A value that passes between a script and its host: JSON, and references to host objects.
public enum HostValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([HostValue])
    case object(KeyedValues<HostValue>)
    case reference(ObjectReference)
}

extension HostValue: Equatable {
    /// Tells whether both have the same text; see `JSONValue`.
    public static func == (left: HostValue, right: HostValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let first), .bool(let second)): first == second
        case (.integer(let first), .integer(let second)): first == second
        case (.number(let first), .number(let second)): first.bitPattern == second.bitPattern
        case (.string(let first), .string(let second)): first.utf8.elementsEqual(second.utf8)
        case (.array(let first), .array(let second)): first == second
        case (.object(let first), .object(let second)): first == second
        case (.reference(let first), .reference(let second)): first == second
        default: false
        }
    }
}

extension HostValue {
    /// Stands for an argument that a script left out by `nil`, which is not the same as `null`.
    public static let absent = HostValue.reference(ObjectReference(className: "nil", id: ""))

    /// The argument was left out.
    public var isAbsent: Bool { self == .absent }

    /// Takes over a JSON value, which holds no references.
    public init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .integer(let integer): self = .integer(integer)
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .array(elements.map { HostValue($0) })
        case .object(let object):
            self = .object(KeyedValues(object.entries.map { .init(key: $0.key, value: HostValue($0.value)) }))
        }
    }

    /// Returns the value as JSON.
    ///
    /// - Parameter name: what the value is, for the message: the path starts with it.
    /// - Returns: The same value as JSON.
    /// - Throws: `InvalidInputError` naming the path of the first reference (`value.hosts[2].owner`).
    public func json(named name: String) throws(FlowError) -> JSONValue {
        switch self {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .integer(let integer): return .integer(integer)
        case .number(let number): return .number(number)
        case .string(let text): return .string(text)
        case .array(let elements):
            var values: [JSONValue] = []
            values.reserveCapacity(elements.count)
            for (index, element) in elements.enumerated() {
                values.append(try element.json(named: "\(name)[\(index + 1)]"))
            }
            return .array(values)
        case .object(let object):
            var values: [JSONObject.Entry] = []
            values.reserveCapacity(object.count)
            for entry in object.entries {
                values.append(.init(key: entry.key, value: try entry.value.json(named: "\(name).\(entry.key)")))
            }
            return .object(JSONObject(values))
        case .reference(let reference):
            throw FlowError(
                .invalidInput,
                "\(name) is the host object \(reference), which cannot be stored; store one of its fields instead"
            )
        }
    }

    /// The value as JSON in which references became their text (`Execution:7c1e`): for people, as in a log.
    public var readableJSON: JSONValue {
        switch self {
        case .null: .null
        case .bool(let bool): .bool(bool)
        case .integer(let integer): .integer(integer)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.readableJSON))
        case .object(let object):
            .object(JSONObject(object.entries.map { .init(key: $0.key, value: $0.value.readableJSON) }))
        case .reference(let reference): .string(reference.description)
        }
    }

    /// The value in the words of error messages: its kind, and a scalar's own text.
    public var description: String {
        switch self {
        case .array(let elements): "an array of \(elements.count)"
        case .reference: isAbsent ? "nil" : "the \(kind)"
        default: readableJSON.description
        }
    }

    /// What kind of value this is, in the words of error messages.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "table"
        case .reference(let reference): reference.className == "nil" ? "nil" : "\(reference.className) object"
        }
    }
}

extension HostValue: CustomStringConvertible, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// Makes a text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// Makes an integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// Makes a number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// Makes a boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Makes an array.
    public init(arrayLiteral elements: HostValue...) { self = .array(elements) }
    /// Makes null.
    public init(nilLiteral: ()) { self = .null }
    /// Makes an object; of equal keys the last one counts.
    public init(dictionaryLiteral elements: (String, HostValue)...) {
        self = .object(KeyedValues(elements.map { .init(key: $0.0, value: $0.1) }))
    }
}
