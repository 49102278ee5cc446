/// What a connector takes and gives, as data: it checks inputs, prints help, and makes the pages of the documentation.
public struct ConnectorInterface: Sendable, Equatable {
    /// One field of what comes back.
    public struct Output: Sendable, Equatable {
        /// The name of the field.
        public let name: String
        /// What it holds and when it is there, in a sentence.
        public let summary: String

        /// Describes a field.
        public init(_ name: String, _ summary: String) {
            self.name = name
            self.summary = summary
        }
    }

    /// The connector type, such as REST.
    public let type: String
    /// What it does, in a sentence.
    public let summary: String
    /// What it takes; `after_crash` is among the inputs of every connector.
    public let inputs: [ConnectorInput]
    /// Groups of inputs of which one at most may be given.
    public let alternatives: [[String]]
    /// What it gives.
    public let outputs: [Output]
    /// What happens when a connection is performed again because the process died while it was under way.
    public let repetition: String
    /// What becomes of a connection that was under way at a crash, unless it says so itself.
    public let crashPolicy: CrashPolicy
    /// The inputs of an example, as a Lua table is written.
    public let example: String

    /// Describes a connector.
    ///
    /// - Parameters:
    ///   - type: The connector type, such as REST.
    ///   - summary: What it does, in a sentence.
    ///   - inputs: What it takes.
    ///   - alternatives: Groups of inputs of which one at most may be given.
    ///   - outputs: What it gives.
    ///   - repetition: What happens when a connection is performed again after a crash.
    ///   - crashPolicy: What becomes of a connection that was under way at a crash, unless it says so itself.
    ///   - example: The inputs of an example, as a Lua table is written.
    public init(
        type: String, summary: String, inputs: [ConnectorInput], alternatives: [[String]] = [], outputs: [Output] = [],
        repetition: String = "It is performed again.", crashPolicy: CrashPolicy = .atLeastOnce, example: String = ""
    ) {
        self.type = type
        self.summary = summary
        self.inputs = inputs + [.afterCrash]
        self.alternatives = alternatives
        self.outputs = outputs
        self.repetition = repetition
        self.crashPolicy = crashPolicy
        self.example = example
    }

    /// Checks what a script gave, and fills in defaults.
    ///
    /// - Parameter inputs: The inputs of a connection.
    /// - Returns: The inputs with their defaults; what was null is left out.
    /// - Throws: `ExtraInputError`, `MissingInputError`, `InvalidInputError`; each names the connector and the input.
    public func checked(_ inputs: JSONValue) throws(FlowError) -> JSONObject {
        do throws(FlowError) {
            guard let given = inputs.object else {
                throw FlowError(.invalidInput, "the inputs must be a table; got a value of the type \(inputs.kind)")
            }
            for group in alternatives {
                let both = group.filter { given[$0] ?? .null != .null }
                if both.count > 1 {
                    throw FlowError(.invalidInput, "give only one of \(both.joined(separator: " and "))")
                }
            }
            return try ConnectorInput.checked(given, by: self.inputs, at: "")
        } catch {
            throw FlowError(type: error.type, message: "\(type): \(error.message)", details: error.details)
        }
    }
}
