extension ExecutionRecord {
    /// Restores a record from fields; those that are not given have their initial values.
    public init(id: ExecutionID, stored: JSONObject) {
        self.init(id: id, name: "", script: "", inputs: .null, createdAt: ScriptTime(microseconds: 0))
        replaceAll(Self.initialValues)
        replaceAll(["id": .string(id.description), "top_execution_id": .string(id.description)])
        replaceAll(stored)
    }

    /// The fields without script and inputs, and without those that have their initial value.
    public var storedFields: JSONObject {
        JSONObject(
            fields.entries.filter { entry in
                entry.key != "script" && entry.key != "input_value" && Self.initialValues[entry.key] != entry.value
            })
    }

    private static let initialValues = JSONObject(ExecutionField.all.map { .init(key: $0.name, value: $0.initial) })
}
