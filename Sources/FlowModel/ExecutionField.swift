/// A field of an execution.
public typealias ExecutionField = RecordField

extension ExecutionField {
    /// The field of that name.
    ///
    /// - Throws: `InvalidInputError` that suggests the nearest name.
    public static func named(_ name: String) throws(FlowError) -> ExecutionField {
        if let field = byName[name] { return field }
        let hint = NearestName.of(name, among: all.map(\.name)).map { "did you mean '\($0)'?" }
        throw FlowError(
            .invalidInput,
            "an execution has no field '\(name)'; "
                + (hint ?? "its fields are " + all.map(\.name).joined(separator: ", "))
        )
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
