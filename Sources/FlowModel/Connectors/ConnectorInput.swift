/// One input of a connector: what checks it, documents it and hides it, in one place.
public struct ConnectorInput: Sendable, Equatable {
    /// The name, in lower case with underscores.
    public let name: String
    /// What it may hold.
    public let type: ConnectorInputType
    /// A connection without it fails.
    public let isRequired: Bool
    /// What it is when it is not given.
    public let fallback: JSONValue?
    /// Nothing that people can read may show it.
    public let isSecret: Bool
    /// It may name secrets that the connector fills in.
    public let takesSecrets: Bool
    /// What it is for, in a sentence.
    public let summary: String

    /// Describes an input.
    ///
    /// - Parameters:
    ///   - name: The name, in lower case with underscores.
    ///   - type: What it may hold.
    ///   - summary: What it is for, in a sentence.
    ///   - isRequired: A connection without it fails.
    ///   - fallback: What it is when it is not given.
    ///   - isSecret: Nothing that people can read may show it.
    ///   - takesSecrets: It may name secrets that the connector fills in; secret inputs may unless told otherwise.
    public init(
        _ name: String, _ type: ConnectorInputType, _ summary: String, isRequired: Bool = false,
        fallback: JSONValue? = nil, isSecret: Bool = false, takesSecrets: Bool? = nil
    ) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.fallback = fallback
        self.isSecret = isSecret
        self.takesSecrets = takesSecrets ?? isSecret
        self.summary = summary
    }

    /// Checks what was given, and fills in defaults; null counts as not given.
    ///
    /// - Parameters:
    ///   - entries: What was given.
    ///   - inputs: What there is.
    ///   - path: Where, such as `auth`; empty for the inputs of the connector itself.
    /// - Returns: The inputs with their defaults.
    /// - Throws: `ExtraInputError`, `MissingInputError`, `InvalidInputError`.
    static func checked(
        _ entries: JSONObject, by inputs: [ConnectorInput], at path: String
    ) throws(FlowError) -> JSONObject {
        let prefix = path.isEmpty ? "" : "\(path)."
        let names = inputs.map(\.name)
        for key in entries.keys where !names.contains(key) {
            let near = NearestName.of(key, among: names).map { "did you mean '\(prefix)\($0)'? " } ?? ""
            throw FlowError(
                .extraInput,
                "there is no input '\(prefix)\(key)'; \(near)known are \(names.sorted().joined(separator: ", "))")
        }
        var result = JSONObject()
        for input in inputs {
            if let value = entries[input.name], value != .null {
                result[input.name] = try input.type.checked(value, at: prefix + input.name)
            } else if input.isRequired {
                throw FlowError(
                    .missingInput, "the input '\(prefix)\(input.name)' is missing; give a \(input.type.name)")
            } else {
                result[input.name] = input.fallback
            }
        }
        return result
    }
}
