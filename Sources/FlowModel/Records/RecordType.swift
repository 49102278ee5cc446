/// One type of records: what scripts call it, where its records may lie, and its fields.
public struct RecordType: Sendable {
    /// The categories of records (execution-api.md, 1.1).
    public enum Kind: Sendable {
        /// Made and kept by people.
        case resource
        /// Volatile, made by the engine.
        case activity
        /// A row that belongs to another record.
        case subrecord
    }

    /// What the names of the records of a type are.
    public enum Naming: Sendable {
        /// No two records of the type that are not in the trash have the same name.
        case unique
        /// Labels, which need not be unique.
        case free
        /// The records have no names.
        case none
    }

    /// Where records of a type may lie, besides directly in the workspace.
    public struct Locations: OptionSet, Sendable {
        /// The bits.
        public let rawValue: Int
        /// In a project.
        public static let project = Locations(rawValue: 1)
        /// In a bundle.
        public static let bundle = Locations(rawValue: 2)

        /// Makes a set of bits.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }
    }

    /// The name in fields and in scripts, such as `object_template`.
    public let name: String
    /// The name of several, such as `object_templates`.
    public let plural: String
    /// What it is.
    public let kind: Kind
    /// What the names of its records are.
    public let naming: Naming
    /// Its records can act and own roles.
    public let isIdentity: Bool
    /// Where its records may lie.
    public let locations: Locations
    /// Fields that are unique together; none when only the id is.
    public let key: [String]
    /// Its fields, by name in ascending order.
    public let fields: [RecordField]
    /// One sentence on what its records are for.
    public let summary: String
    private let byName: [String: RecordField]

    /// Describes a type by the fields that it has besides those of its kind; `allFields` takes the place of both.
    init(
        _ name: String, plural: String? = nil, _ kind: Kind, _ naming: Naming = .unique, isIdentity: Bool = false,
        in locations: Locations = [], key: [String] = [], _ own: [RecordField] = [],
        allFields: [RecordField]? = nil, _ summary: String
    ) {
        self.name = name
        self.plural = plural ?? "\(name)s"
        self.kind = kind
        self.naming = naming
        self.isIdentity = isIdentity
        self.locations = locations
        self.key = key
        self.summary = summary
        fields = (allFields ?? own + CommonFields.fields(kind, naming, locations)).sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        byName = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The name of the class of its objects in scripts, such as `ObjectTemplate`.
    public var className: String { Self.className(of: name) }

    /// The name of the class of objects of a type.
    public static func className(of name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// The field of that name.
    ///
    /// - Throws: `InvalidInputError` that suggests the nearest name.
    public func field(_ name: String) throws(FlowError) -> RecordField {
        if let field = byName[name] { return field }
        let hint = NearestName.of(name, among: fields.map(\.name)).map { "did you mean '\($0)'?" }
        throw FlowError(
            .invalidInput,
            "a \(self.name) has no field '\(name)'; "
                + (hint ?? "its fields are " + fields.map(\.name).joined(separator: ", ")))
    }

    /// The values of a new record.
    public var initialValues: JSONObject {
        JSONObject(fields.map { .init(key: $0.name, value: $0.initial) })
    }

    /// Whether records of the type can be the value of a field with that target.
    public func fits(_ target: RecordField.Target) -> Bool {
        switch target {
        case .type(let type): type == name
        case .identity: isIdentity
        case .record: kind != .subrecord
        }
    }
}

/// The fields that types have by their kind.
enum CommonFields {
    private static let engine = RecordField.Writer.engine(reason: "the engine keeps it")

    static func fields(
        _ kind: RecordType.Kind, _ naming: RecordType.Naming, _ locations: RecordType.Locations
    ) -> [RecordField] {
        var fields: [RecordField] = [
            RecordField("id", .id, null: false, by: .engine(reason: "an id never changes"), "The id of the record."),
            RecordField("created_at", .timestamp, by: engine, "When the record was made."),
            RecordField("created_by", .id, by: engine, to: .identity, "Who made the record."),
            RecordField("modified_at", .timestamp, by: engine, "When the record was last changed."),
            RecordField("modified_by", .id, by: engine, to: .identity, "Who last changed the record."),
        ]
        if naming != .none {
            fields.append(
                RecordField("name", .text(maximumLength: 128), null: false, initial: "", "The label of the record."))
        }
        guard kind != .subrecord else { return fields }
        fields += [
            RecordField("description", .text(maximumLength: nil), "What the record is and does."),
            RecordField("deleted_at", .timestamp, by: engine, "When the record was moved to the trash."),
            RecordField("deleted_by", .id, by: engine, to: .identity, "Who moved the record to the trash."),
            RecordField(
                "is_deleted", .boolean, null: false, initial: false,
                by: .engine(reason: "it is set by delete and restore"), "Whether the record is in the trash."),
        ]
        fields += ["trash", "delete", "restore"].map { name in
            RecordField(
                "pending_\(name)_identity_id", .id, by: engine, to: .identity,
                "Who asked for what is still to be done: \(name).")
        }
        if kind == .resource {
            fields.append(
                RecordField(
                    "is_readonly", .boolean, null: false, initial: false, "Whether changes of the record are refused."))
        }
        if locations.contains(.project) {
            fields.append(RecordField("project_id", .id, to: .type("project"), "The project the record lies in."))
        }
        if locations.contains(.bundle) {
            fields.append(RecordField("bundle_id", .id, to: .type("bundle"), "The bundle the record lies in."))
        }
        return fields
    }
}
