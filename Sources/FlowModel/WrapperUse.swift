/// One wrapper around an execution: which, and with what parameters.
public struct WrapperUse: Sendable, Equatable {
    /// Which wrapper.
    public enum Choice: Sendable, Equatable {
        /// By its id.
        case id(RecordID)
        /// By its name.
        case name(String)
    }

    /// Which wrapper.
    public let choice: Choice
    /// What its script gets as `params`: an object.
    public let params: JSONValue

    /// Describes a use; text that is an id chooses by it, other text by name.
    public init(_ select: String, params: JSONValue = .object([:])) {
        choice = RecordID(select).map(Choice.id) ?? .name(select)
        self.params = params
    }

    /// Reads `{wrapper_name | wrapper_id, params}`, or the name or id alone.
    ///
    /// - Throws: `InvalidInputError` that names the place.
    public init(_ value: JSONValue, at place: String) throws(FlowError) {
        if let text = value.text {
            self.init(text)
            return
        }
        guard let fields = value.object else {
            throw FlowError(
                .invalidInput, "\(place) expects {wrapper_name = ..., params = {...}} or a name, but got \(value)")
        }
        let known = ["params", "wrapper_id", "wrapper_name"]
        for entry in fields.entries where !known.contains(entry.key) {
            throw FlowError(
                .invalidInput, "\(place) has no key '\(entry.key)'; its keys are \(known.joined(separator: ", "))")
        }
        let names = known.dropFirst().compactMap { fields[$0]?.text }
        guard names.count == 1 else {
            throw FlowError(.invalidInput, "\(place) expects one of wrapper_name and wrapper_id")
        }
        let params = fields["params"] ?? .null
        // An empty table of Lua is an object, one that was stored as a list is meant as such.
        guard params.object != nil || params == .null || params == .array([]) else {
            throw FlowError(.invalidInput, "\(place).params expects a table with keys, but got \(params)")
        }
        self.init(names[0], params: params.object.map(JSONValue.object) ?? .object([:]))
    }

    /// Reads a list of uses, the outermost first; null is an empty one.
    ///
    /// - Throws: `InvalidInputError` that names the place.
    public static func list(_ value: JSONValue, at place: String) throws(FlowError) -> [WrapperUse] {
        if value == .null || value == .object([:]) { return [] }
        guard case .array(let items) = value else {
            throw FlowError(.invalidInput, "\(place) expects a list of wrappers, but got \(value)")
        }
        var uses: [WrapperUse] = []
        for (index, item) in items.enumerated() { uses.append(try WrapperUse(item, at: "\(place)[\(index + 1)]")) }
        return uses
    }

    /// The use as the field `wrappers` of an execution has it.
    public var json: JSONValue {
        switch choice {
        case .id(let id): ["params": params, "wrapper_id": .string(id.description)]
        case .name(let name): ["params": params, "wrapper_name": .string(name)]
        }
    }
}
