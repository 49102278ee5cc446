/// One field of a type of record: what it holds and what a script may do with it.
public struct RecordField: Sendable {
    /// Who writes the field.
    public enum Writer: Sendable, Equatable {
        /// Scripts, by `save`.
        case script
        /// The engine alone; the reason completes "cannot be saved: ".
        case engine(reason: String)
    }

    /// What a field of the type `id` points to.
    public enum Target: Sendable, Equatable {
        /// A record of that type.
        case type(String)
        /// Something that can act and own roles: a user, an execution, a webhook and others.
        case identity
        /// A record of any type.
        case record
    }

    /// The name in scripts.
    public let name: String
    /// What the field holds.
    public let type: FieldType
    /// The value may be `null`.
    public let isNullable: Bool
    /// Who writes the field.
    public let writer: Writer
    /// The value of a new record.
    public let initial: JSONValue
    /// What the field points to; nil for a field that points to nothing.
    public let target: Target?
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
        to target: Target? = nil,
        _ summary: String
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.initial = initial
        self.target = target
        self.writer = writer
        self.summary = summary
    }
}
