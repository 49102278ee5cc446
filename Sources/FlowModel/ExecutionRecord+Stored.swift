extension ExecutionRecord {
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

    /// The same fields under another id.
    public func renamed(_ id: ExecutionID) -> ExecutionRecord {
        var fields = self.fields
        if topID == self.id { fields["top_execution_id"] = .string(id.description) }
        fields["id"] = .string(id.description)
        return ExecutionRecord(id: id, stored: fields)
    }

    static let initialValues = JSONObject(ExecutionField.all.map { .init(key: $0.name, value: $0.initial) })
}
