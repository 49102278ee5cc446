/// One field of the execution record: what it holds and what a script may do with it.
public struct ExecutionField: Sendable {
    /// Who writes the field.
    public enum Writer: Sendable, Equatable {
        /// Scripts, by `save`.
        case script
        /// The engine alone; the reason completes "cannot be saved: ".
        case engine(reason: String)
    }

    /// The name in scripts.
    public let name: String
    /// What the field holds.
    public let type: FieldType
    /// The value may be `null`.
    public let isNullable: Bool
    /// Who writes the field.
    public let writer: Writer
    /// The value of a new execution.
    public let initial: JSONValue
    /// One sentence on what the field means, with its unit.
    public let summary: String

    /// Scripts may write the field with `save`.
    public var isSavable: Bool { writer == .script }

    init(
        _ name: String,
        _ type: FieldType,
        null isNullable: Bool = true,
        initial: JSONValue = .null,
        by writer: Writer = .script,
        _ summary: String
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.initial = initial
        self.writer = writer
        self.summary = summary
    }

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
