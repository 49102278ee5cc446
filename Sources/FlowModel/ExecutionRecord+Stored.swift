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

    /// The execution as it can be taken elsewhere: what people set of it, and what it runs.
    public var exported: JSONObject {
        let told = ["type", "flow_name", "connector_name", "connector_type", "input_value", "script"]
        var exported: JSONObject = ["record_type": "execution"]
        for field in ExecutionField.all where field.isSavable || told.contains(field.name) {
            let value = value(of: field)
            if value != field.initial { exported[field.name] = value }
        }
        return exported
    }

    static let initialValues = JSONObject(ExecutionField.all.map { .init(key: $0.name, value: $0.initial) })
}
