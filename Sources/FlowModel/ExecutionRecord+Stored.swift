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

    static let initialValues = JSONObject(ExecutionField.all.map { .init(key: $0.name, value: $0.initial) })
}
