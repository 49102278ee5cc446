extension ExecutionRecord {
    /// Restores a record from fields; those that are not given have their initial values.
    public init(id: ExecutionID, stored: JSONObject) {
        var fields = Self.initialValues
        fields["id"] = .string(id.description)
        fields["top_execution_id"] = fields["id"]
        fields.merge(stored)
        self.init(id: id, values: fields)
    }

    /// The fields without script and inputs, and without those that have their initial value.
    public var storedFields: JSONObject {
        JSONObject(
            fields.entries.filter { entry in
                entry.key != "script" && entry.key != "input_value" && Self.initialValues[entry.key] != entry.value
            })
    }

    static let initialValues = JSONObject(ExecutionField.all.map { .init(key: $0.name, value: $0.initial) })
}
