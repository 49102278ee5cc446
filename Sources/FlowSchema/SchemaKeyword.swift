import FlowModel

/// What the value of a keyword of draft 7 must be, and how it is checked.
enum SchemaKeyword {
    case types
    case anyValue
    case values
    /// A number; the C++ side knows the exact bound under another name.
    case bound(as: String)
    case divisor(as: String)
    case count
    case pattern
    case text
    case boolean
    case names
    case schema
    /// A schema, or a boolean that stays one, so that faults can name what is not allowed.
    case schemaOrBoolean
    case schemaOrSchemas
    case schemas
    case schemasByName
    case schemasByPattern
    case dependencies

    /// Keywords that decide what fits, and `definitions`.
    static let all: [String: SchemaKeyword] = [
        "type": .types, "enum": .values, "const": .anyValue, "format": .text,
        "maximum": .bound(as: "$maximum"), "exclusiveMaximum": .bound(as: "$exclusiveMaximum"),
        "minimum": .bound(as: "$minimum"), "exclusiveMinimum": .bound(as: "$exclusiveMinimum"),
        "multipleOf": .divisor(as: "$multipleOf"),
        "maxLength": .count, "minLength": .count, "maxItems": .count, "minItems": .count, "maxProperties": .count,
        "minProperties": .count,
        "pattern": .pattern, "uniqueItems": .boolean, "required": .names,
        "contains": .schema, "propertyNames": .schema, "not": .schema, "if": .schema, "then": .schema, "else": .schema,
        "additionalProperties": .schemaOrBoolean, "additionalItems": .schemaOrBoolean,
        "items": .schemaOrSchemas,
        "allOf": .schemas, "anyOf": .schemas, "oneOf": .schemas,
        "properties": .schemasByName, "definitions": .schemasByName, "patternProperties": .schemasByPattern,
        "dependencies": .dependencies,
    ]

    /// Keywords that only describe, and must be texts.
    static let remarks: Set<String> = ["$id", "$schema", "$comment", "title", "description"]

    static let typeNames = ["array", "boolean", "integer", "null", "number", "object", "string"]

    /// The subschemas under the keyword, each with its pointer; what has a wrong shape is left out.
    func subschemas(_ value: JSONValue, at pointer: JSONPointer) -> [(JSONPointer, JSONValue)] {
        switch self {
        case .schema, .schemaOrBoolean: return [(pointer, value)]
        case .schemaOrSchemas, .schemas:
            guard let elements = value.items else { return [(pointer, value)] }
            return elements.enumerated().map { (pointer.appending("\($0.offset)"), $0.element) }
        case .schemasByName, .schemasByPattern, .dependencies:
            return (value.object?.entries ?? []).map { (pointer.appending($0.key), $0.value) }
        default: return []
        }
    }
}
