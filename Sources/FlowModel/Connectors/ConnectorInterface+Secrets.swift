extension ConnectorInterface {
    /// The secrets that inputs name, each once.
    ///
    /// - Parameter inputs: Inputs that fit the interface.
    /// - Throws: `InvalidInputError` for a secret in an input that takes none.
    func secrets(in inputs: JSONObject) throws(FlowError) -> [String] {
        var names: [String] = []
        _ = try mapped(inputs) { text in
            for name in text.names where !names.contains(name) { names.append(name) }
            return ""
        }
        return names
    }

    /// The inputs with the values of the secrets that they name.
    func filled(_ inputs: JSONObject, with values: [String: String]) throws(FlowError) -> JSONObject {
        try mapped(inputs) { $0.filled(values) }
    }

    /// Inputs of people that are secret and yet written out, where the name of a secret could stand: their paths.
    public func openSecrets(in inputs: JSONValue) -> [String] {
        guard let entries = inputs.object else { return [] }
        return Self.openSecrets(in: entries, by: self.inputs, at: "")
    }

    private static func openSecrets(
        in entries: JSONObject, by inputs: [ConnectorInput], at prefix: String
    ) -> [String] {
        entries.entries.flatMap { entry -> [String] in
            guard let input = inputs.first(where: { $0.name == entry.key }) else { return [] }
            if input.isSecret {
                // Headers and the like are secret as a whole, and mostly harmless: only what is a text by itself is meant.
                guard let text = entry.value.text, let parsed = try? SecretText(text) else { return [] }
                return parsed.names.isEmpty ? [prefix + entry.key] : []
            }
            guard case .table(let fields) = input.type, let inner = entry.value.object else { return [] }
            return openSecrets(in: inner, by: fields, at: "\(prefix)\(entry.key).")
        }
    }

    private func mapped(
        _ inputs: JSONObject, _ transform: (SecretText) -> String
    ) throws(FlowError) -> JSONObject {
        try Self.mapped(inputs, by: self.inputs, at: "", type, transform)
    }

    private static func mapped(
        _ entries: JSONObject, by inputs: [ConnectorInput], at prefix: String, _ type: String,
        _ transform: (SecretText) -> String
    ) throws(FlowError) -> JSONObject {
        var result = JSONObject()
        for entry in entries.entries {
            let input = inputs.first { $0.name == entry.key }
            let place = Place(path: prefix + entry.key, takesSecrets: input?.takesSecrets ?? false, connector: type)
            result[entry.key] = try mapped(entry.value, as: input?.type ?? .json, place, transform)
        }
        return result
    }

    private struct Place {
        var path: String
        var takesSecrets: Bool
        let connector: String
    }

    private static func mapped(
        _ value: JSONValue, as type: ConnectorInputType, _ place: Place, _ transform: (SecretText) -> String
    ) throws(FlowError) -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: return value
        case .string(let text):
            let parsed: SecretText
            do throws(FlowError) {
                parsed = try SecretText(text)
            } catch {
                throw FlowError(type: error.type, message: "\(place.connector): \(place.path): \(error.message)")
            }
            guard place.takesSecrets || parsed.names.isEmpty else {
                throw FlowError(
                    .invalidInput,
                    "\(place.connector): \(place.path) takes no secrets; `moonflow connector describe \(place.connector)` tells which inputs do"
                )
            }
            return .string(transform(parsed))
        case .array(let items):
            var result: [JSONValue] = []
            var elementType = ConnectorInputType.json
            if case .list(let element) = type { elementType = element }
            for (index, item) in items.enumerated() {
                var inner = place
                inner.path = "\(place.path)[\(index + 1)]"
                result.append(try mapped(item, as: elementType, inner, transform))
            }
            return .array(result)
        case .object(let entries):
            if case .table(let fields) = type, !place.takesSecrets {
                return .object(
                    try mapped(entries, by: fields, at: "\(place.path).", place.connector, transform))
            }
            var result = JSONObject()
            for entry in entries.entries {
                var inner = place
                inner.path = "\(place.path).\(entry.key)"
                // The name of a header or of a field is no place for a secret.
                if !(try SecretText(entry.key).names.isEmpty) {
                    throw FlowError(.invalidInput, "\(place.connector): a name in \(place.path) takes no secrets")
                }
                result[entry.key] = try mapped(entry.value, as: .json, inner, transform)
            }
            return .object(result)
        }
    }
}
