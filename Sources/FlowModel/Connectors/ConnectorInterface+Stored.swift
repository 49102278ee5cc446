extension ConnectorInterface {
    /// What stands for a secret that is not shown.
    public static let mask = JSONValue.string("***")

    /// The inputs of a connection by a stored connector.
    ///
    /// An input that is given takes the place of the stored one as a whole; null takes it away.
    ///
    /// - Parameters:
    ///   - given: What the call gives.
    ///   - stored: The value of the connector; null for none.
    ///   - connector: The name of the connector, for the message.
    /// - Returns: The inputs.
    /// - Throws: `InvalidInputError` when the stored value holds no inputs.
    public static func merged(
        _ given: JSONValue, over stored: JSONValue, connector: String
    ) throws(FlowError) -> JSONValue {
        guard stored != .null else { return given }
        guard var inputs = stored.object ?? (stored == .array([]) ? [:] : nil) else {
            throw FlowError(
                .invalidInput,
                "the value of the connector '\(connector)' must be a table of inputs, but is \(stored)")
        }
        guard let more = given.object else { return given }
        inputs.merge(more)
        return .object(inputs)
    }

    /// Inputs as people may see them: what is secret is masked.
    public func masked(_ inputs: JSONValue) -> JSONValue {
        guard let given = inputs.object else { return inputs }
        return .object(Self.masked(given, by: self.inputs))
    }

    private static func masked(_ entries: JSONObject, by inputs: [ConnectorInput]) -> JSONObject {
        var result = JSONObject()
        for entry in entries.entries {
            let input = inputs.first { $0.name == entry.key }
            result[entry.key] =
                if entry.value == .null {
                    .null
                } else if input?.isSecret == true {
                    mask
                } else if case .table(let parts)? = input?.type, let inner = entry.value.object {
                    .object(masked(inner, by: parts))
                } else {
                    entry.value
                }
        }
        return result
    }
}
