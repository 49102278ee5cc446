extension ExecutionRecord {
    static let initialValues = JSONObject(ExecutionField.all.map { .init(key: $0.name, value: $0.initial) })
}
