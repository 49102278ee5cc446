/// Which records are wanted: `{field = "name", op = "like", value = "nightly%"}`, combined by `and`, `or` and `not`.
public indirect enum RecordFilter: Sendable, Equatable {
    /// Every record.
    case all
    /// Records whose field compares like that.
    case compare(field: String, Comparison, JSONValue)
    /// Records that fit all.
    case and([RecordFilter])
    /// Records that fit at least one.
    case or([RecordFilter])
    /// Records that do not fit.
    case not(RecordFilter)

    /// How a field is compared with a value.
    public enum Comparison: String, Sendable, CaseIterable {
        case equal = "eq"
        case notEqual = "ne"
        case less = "lt"
        case lessOrEqual = "le"
        case greater = "gt"
        case greaterOrEqual = "ge"
        /// Text in which `%` stands for any characters and `_` for one; cases count.
        case like
        /// One of a list.
        case isIn = "in"
    }

    /// Reads a filter as scripts write it; null is every record.
    ///
    /// - Parameters:
    ///   - value: The filter.
    ///   - check: Throws for the name of a field that is not there.
    /// - Throws: `InvalidInputError` that names the place.
    public init(_ value: JSONValue, check: (String) throws(FlowError) -> Void) throws(FlowError) {
        try self.init(value, at: "filter", check)
    }

    private init(
        _ value: JSONValue, at place: String, _ check: (String) throws(FlowError) -> Void
    ) throws(FlowError) {
        // An empty table of Lua is an object.
        if value == .null || value == .object([:]) || value == .array([]) {
            self = .all
            return
        }
        guard let fields = value.object else {
            throw FlowError(.invalidInput, "\(place) expects a table, but got \(value)")
        }
        for (name, make) in [("and", RecordFilter.and), ("or", RecordFilter.or)] {
            guard let list = fields[name] else { continue }
            guard fields.count == 1, let items = list.items else {
                throw FlowError(.invalidInput, "\(place).\(name) expects a list of filters and nothing beside it")
            }
            var parts: [RecordFilter] = []
            for (index, item) in items.enumerated() {
                parts.append(try RecordFilter(item, at: "\(place).\(name)[\(index + 1)]", check))
            }
            self = make(parts)
            return
        }
        if let inner = fields["not"] {
            self = .not(try RecordFilter(inner, at: "\(place).not", check))
            return
        }
        guard let name = fields["field"]?.text else {
            throw FlowError(
                .invalidInput, "\(place) needs a field: {field = \"name\", op = \"eq\", value = ...}, or and, or, not")
        }
        do throws(FlowError) {
            try check(name)
        } catch {
            throw FlowError(.invalidInput, "\(place): \(error.message)")
        }
        let word = fields["op"]?.text ?? "eq"
        guard let comparison = Comparison(rawValue: word) else {
            let known = Comparison.allCases.map(\.rawValue).joined(separator: ", ")
            throw FlowError(.invalidInput, "\(place).op is '\(word)'; it can be \(known)")
        }
        let wanted = fields["value"] ?? .null
        if comparison == .like, wanted.text == nil {
            throw FlowError(.invalidInput, "\(place).value expects a text for like, but got \(wanted)")
        }
        if comparison == .isIn, wanted.items == nil {
            throw FlowError(.invalidInput, "\(place).value expects a list for in, but got \(wanted)")
        }
        self = .compare(field: name, comparison, wanted)
    }

    /// The filter as scripts write it.
    public var json: JSONValue {
        switch self {
        case .all: .null
        case .compare(let field, let comparison, let value):
            ["field": .string(field), "op": .string(comparison.rawValue), "value": value]
        case .and(let parts): ["and": .array(parts.map(\.json))]
        case .or(let parts): ["or": .array(parts.map(\.json))]
        case .not(let part): ["not": part.json]
        }
    }

    /// Tells whether a record with these fields is wanted.
    public func matches(_ fields: JSONObject) -> Bool {
        switch self {
        case .all: true
        case .compare(let field, let comparison, let value):
            Self.compare(fields[field] ?? .null, comparison, value)
        case .and(let parts): parts.allSatisfy { $0.matches(fields) }
        case .or(let parts): parts.contains { $0.matches(fields) }
        case .not(let part): !part.matches(fields)
        }
    }

    /// The value that `field` must be equal to for any record to match; nil when it can have several.
    public func required(_ field: String) -> JSONValue? {
        switch self {
        case .compare(field, .equal, let value): value
        case .and(let parts): parts.lazy.compactMap { $0.required(field) }.first
        default: nil
        }
    }

    /// A value that `field` is not below in any record that matches; nil when there is none.
    public func lowerBound(_ field: String) -> JSONValue? {
        switch self {
        case .compare(field, .equal, let value), .compare(field, .greater, let value),
            .compare(field, .greaterOrEqual, let value):
            value
        case .and(let parts): parts.lazy.compactMap { $0.lowerBound(field) }.first
        default: nil
        }
    }

    private static func compare(_ left: JSONValue, _ comparison: Comparison, _ right: JSONValue) -> Bool {
        switch comparison {
        case .equal: isEqual(left, right)
        case .notEqual: !isEqual(left, right)
        case .less: order(left, right).map { $0 < 0 } ?? false
        case .lessOrEqual: order(left, right).map { $0 <= 0 } ?? false
        case .greater: order(left, right).map { $0 > 0 } ?? false
        case .greaterOrEqual: order(left, right).map { $0 >= 0 } ?? false
        case .like: LikePattern(right.text ?? "").matches(left.text)
        case .isIn: right.items?.contains { isEqual(left, $0) } ?? false
        }
    }

    // Numbers are compared by value: a script that filters for 1.0 means 1 as well.
    private static func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if left == right { return true }
        guard let first = left.double, let second = right.double else { return false }
        return first == second
    }

    /// Negative, zero or positive; nil for values that have no order.
    private static func order(_ left: JSONValue, _ right: JSONValue) -> Int? {
        if case (.string(let first), .string(let second)) = (left, right) {
            if first.utf8.elementsEqual(second.utf8) { return 0 }
            return first.utf8.lexicographicallyPrecedes(second.utf8) ? -1 : 1
        }
        if case (.integer(let first), .integer(let second)) = (left, right) {
            return first == second ? 0 : first < second ? -1 : 1
        }
        guard let first = left.double, let second = right.double else { return nil }
        return first == second ? 0 : first < second ? -1 : 1
    }
}

/// A text with `%` for any characters and `_` for one.
struct LikePattern {
    private let pattern: [Unicode.Scalar]

    init(_ text: String) {
        pattern = Array(text.unicodeScalars)
    }

    /// Tells whether a text fits; nil never does.
    ///
    /// Takes time in proportion to pattern and text: of several `%`, only the last that was passed is tried again.
    func matches(_ text: String?) -> Bool {
        guard let text else { return false }
        let scalars = Array(text.unicodeScalars)
        var (place, index) = (0, 0)
        var retry: (place: Int, index: Int)?
        while index < scalars.count {
            if place < pattern.count, pattern[place] == "%" {
                retry = (place + 1, index)
                place += 1
            } else if place < pattern.count, pattern[place] == "_" || pattern[place] == scalars[index] {
                place += 1
                index += 1
            } else if let again = retry {
                retry = (again.place, again.index + 1)
                (place, index) = (again.place, again.index + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "%" }
    }
}
