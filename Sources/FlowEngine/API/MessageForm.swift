public import FlowModel
import FlowSchema
public import FlowStore

/// The `body` of a message: a form, which is an object of JSON Schema with `element` and the like in its properties.
public enum MessageForm {
    /// What a form has to be beyond a schema of draft 7.
    private static let form: JSONValue = [
        "type": "object",
        "properties": [
            "type": ["const": "object"],
            "properties": [
                "type": "object",
                "additionalProperties": [
                    "type": "object",
                    "properties": [
                        "element": ["type": "string"], "label": ["type": "string"], "order": ["type": "number"],
                    ],
                ],
            ],
        ],
    ]

    /// Checks a form that a script sends.
    ///
    /// - Throws: `SchemaValidationError` for what is no form, `SchemaError` for one that is no schema.
    static func check(_ body: JSONValue) throws(FlowError) {
        try JSONSchema.compiled(form).validate(body, as: "body")
        _ = try JSONSchema.compiled(body)
    }

    /// Checks an answer to a message; everything answers one that is not a form.
    ///
    /// - Throws: `SchemaValidationError` that names what the form asks for.
    public static func check(answer: JSONValue, to message: StoredMessage) throws(FlowError) {
        // A form that an earlier version has let through has to be answered somehow.
        guard let body = message.content["body"], let schema = try? JSONSchema.compiled(body) else { return }
        try JSONSchema.compiled(["type": "object"]).validate(answer, as: "the answer")
        try schema.validate(answer, as: "the answer")
    }
}
