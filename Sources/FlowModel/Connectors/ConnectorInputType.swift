/// What an input of a connector may hold.
public indirect enum ConnectorInputType: Sendable, Equatable {
    case text
    case boolean
    /// An integer within a range.
    case integer(ClosedRange<Int64>)
    /// An integer or float within a range.
    case number(ClosedRange<Double>)
    /// One of a list of words.
    case choice([String])
    /// Any JSON value.
    case json
    /// Texts, numbers and booleans by name; an array of them stands for a name given several times.
    case scalars
    /// An array whose elements are of one type.
    case list(ConnectorInputType)
    /// A table with fields of its own.
    case table([ConnectorInput])
    /// What one of the types takes.
    case either([ConnectorInputType])

    /// The type in the words of error messages and help.
    public var name: String {
        switch self {
        case .text: "text"
        case .boolean: "boolean"
        case .integer(let range): "integer from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "number from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .json: "any value"
        case .scalars: "table of texts, numbers and booleans"
        case .list(let element): "array, each: \(element.name)"
        case .table(let fields): "table with \(fields.map(\.name).joined(separator: ", "))"
        case .either(let types): types.map(\.name).joined(separator: ", or ")
        }
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    }

    /// Checks a value that was given, which is not null.
    ///
    /// - Parameters:
    ///   - value: What was given.
    ///   - path: Where, such as `auth.token`.
    /// - Returns: The value with the defaults of its fields.
    /// - Throws: `InvalidInputError`, `MissingInputError` or `ExtraInputError` that names the path. It tells the kind of what
    ///   was given and never the value, which may be a secret.
    func checked(_ value: JSONValue, at path: String) throws(FlowError) -> JSONValue {
        switch (self, value) {
        case (.text, .string), (.boolean, .bool), (.json, _): return value
        case (.integer(let range), .integer(let integer)) where range.contains(integer): return value
        case (.number(let range), .integer), (.number(let range), .number):
            if let number = value.double, range.contains(number) { return value }
        case (.choice(let words), .string(let word)):
            if words.contains(word) { return value }
            let near = NearestName.of(word, among: words).map { "; did you mean '\($0)'?" } ?? ""
            throw FlowError(.invalidInput, "\(path) must be \(name)\(near)")
        case (.scalars, .object(let entries)):
            for entry in entries.entries where !Self.isScalar(entry.value) {
                throw Self.mismatch(
                    "\(path).\(entry.key)", "a text, number or boolean, or an array of them", entry.value)
            }
            return value
        // An empty table of Lua is an object; where an array is wanted it is an empty one.
        case (.list, .object(let entries)) where entries.isEmpty: return []
        case (.list(let element), .array(let items)):
            var checked: [JSONValue] = []
            for (index, item) in items.enumerated() {
                checked.append(try element.checked(item, at: "\(path)[\(index + 1)]"))
            }
            return .array(checked)
        case (.table(let fields), .object(let entries)):
            return .object(try ConnectorInput.checked(entries, by: fields, at: path))
        case (.either(let types), _): return try checked(value, byOneOf: types, at: path)
        default: break
        }
        throw Self.mismatch(path, name, value)
    }

    private func checked(
        _ value: JSONValue, byOneOf types: [ConnectorInputType], at path: String
    ) throws(FlowError) -> JSONValue {
        var fault: FlowError?
        for type in types {
            do throws(FlowError) {
                return try type.checked(value, at: path)
            } catch {
                // A fault further inside says more than that no type fits.
                if !error.message.hasPrefix("\(path) ") { fault = error }
            }
        }
        throw fault ?? Self.mismatch(path, name, value)
    }

    private static func isScalar(_ value: JSONValue) -> Bool {
        switch value {
        case .string, .integer, .number, .bool: true
        case .array(let items): items.allSatisfy { $0.items == nil && isScalar($0) }
        case .null, .object: false
        }
    }

    private static func mismatch(_ path: String, _ expected: String, _ value: JSONValue) -> FlowError {
        let given =
            switch value {
            case .integer, .number, .bool: "\(value)"
            case .null: "null"
            case .string, .array, .object: "a value of the type \(value.kind)"
            }
        return FlowError(.invalidInput, "\(path) must be \(expected); got \(given)")
    }
}
