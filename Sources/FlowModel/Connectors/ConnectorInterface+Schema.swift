extension ConnectorInterface {
    /// The inputs as a JSON schema of draft 7.
    public var inputSchema: JSONValue {
        var schema = Self.schema(of: inputs)
        schema["title"] = .string(type)
        schema["description"] = .string(summary)
        return .object(schema)
    }

    private static func schema(of inputs: [ConnectorInput]) -> JSONObject {
        var properties = JSONObject()
        for input in inputs {
            var property = schema(of: input.type)
            property["description"] = .string(input.summary)
            property["default"] = input.fallback
            if input.isSecret { property["writeOnly"] = true }
            properties[input.name] = .object(property)
        }
        var schema: JSONObject = [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
        ]
        let required = inputs.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { schema["required"] = .array(required) }
        return schema
    }

    private static func schema(of type: ConnectorInputType) -> JSONObject {
        let scalar: JSONValue = ["type": ["string", "number", "boolean"]]
        return switch type {
        case .text: ["type": "string"]
        case .boolean: ["type": "boolean"]
        case .integer(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .number(let range):
            ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
        case .choice(let words): ["enum": .array(words.map(JSONValue.string))]
        case .json: [:]
        case .scalars:
            ["type": "object", "additionalProperties": ["anyOf": [scalar, ["type": "array", "items": scalar]]]]
        case .list(let element): ["type": "array", "items": .object(schema(of: element))]
        case .table(let fields): schema(of: fields)
        case .either(let types): ["anyOf": .array(types.map { .object(schema(of: $0)) })]
        }
    }
}
