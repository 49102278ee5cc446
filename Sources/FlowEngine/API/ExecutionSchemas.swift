public import FlowModel
import FlowSchema

/// What `input_schema` and `output_schema` of executions decide.
public enum ExecutionSchemas {
    /// Checks the inputs of an execution that is about to be created.
    ///
    /// - Throws: `SchemaValidationError` when they do not fit its `input_schema`; `SchemaError` when one of its schemas is
    ///   itself wrong.
    public static func checkInputs(_ record: ExecutionRecord) throws(FlowError) {
        try check(record.inputs, named: "the input", against: record["input_schema"])
    }

    /// Checks the output of an execution that is about to end with success.
    static func checkOutput(_ record: ExecutionRecord) throws(FlowError) {
        try check(record.output, named: "the output", against: record["output_schema"])
    }

    /// Checks a value, unless there is no schema.
    static func check(_ value: JSONValue, named name: String, against schema: JSONValue?) throws(FlowError) {
        guard let schema, schema != .null else { return }
        try JSONSchema.compiled(schema).validate(value, as: name)
    }

    /// What is wrong with the inputs; nil for nothing.
    static func faultOfInputs(_ record: ExecutionRecord) -> FlowError? {
        do throws(FlowError) {
            try checkInputs(record)
            return nil
        } catch {
            return error
        }
    }
}

extension ExecutionState {
    /// Checks those of the fields that are schemas.
    ///
    /// - Throws: `SchemaError` that names the field and the place.
    func checkSchemas(in fields: JSONObject) throws(FlowError) {
        for name in ["input_schema", "output_schema"] {
            guard let schema = fields[name], schema != .null else { continue }
            do throws(FlowError) {
                _ = try JSONSchema.compiled(schema)
            } catch {
                throw FlowError(type: error.type, message: "\(name): \(error.message)", details: error.details)
            }
        }
    }

    /// The end that a script asks for; a success becomes an error when the output does not fit its schema.
    func end(_ status: ExecutionStatus, message: String?) -> HostCallAction {
        guard status == .endedSuccess else { return .end(status, message: message) }
        do throws(FlowError) {
            try ExecutionSchemas.checkOutput(record)
            return .end(status, message: message)
        } catch {
            return .fail(error)
        }
    }
}
