/// All types of records, and what follows from the fields that point from one to another.
public struct DataModel: Sendable {
    /// A field of some type that can point to the records of another.
    public struct Reference: Sendable {
        /// The type that has the field.
        public let type: String
        /// The field.
        public let field: String
        /// No other field of that type can point there, so relations over it need not name the field.
        public let isOnly: Bool
    }

    /// What this version knows.
    public static let current = DataModel(types: RecordType.resources + RecordType.activities + RecordType.subrecords)

    /// All types, in the order of their definition.
    public let types: [RecordType]
    private let byName: [String: RecordType]
    private let byClass: [String: RecordType]

    init(types: [RecordType]) {
        self.types = types
        byName = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
        byClass = Dictionary(uniqueKeysWithValues: types.map { ($0.className, $0) })
    }

    /// The type of that name.
    public func type(_ name: String) -> RecordType? { byName[name] }

    /// The type whose objects are of that class.
    public func type(ofClass className: String) -> RecordType? { byClass[className] }

    /// What points to records of a type by a field of its own: rows of subrecords and records that name this type.
    ///
    /// Fields that every record has (who made it and the like) are not among them; see ``RecordType/isIdentity``.
    public func references(to type: RecordType) -> [Reference] {
        var found: [(type: String, field: String)] = []
        for source in types {
            for field in source.fields {
                guard let target = field.target, target != .identity || !Self.isCommon(field) else { continue }
                if type.fits(target) { found.append((source.name, field.name)) }
            }
        }
        return found.map { each in
            Reference(
                type: each.type, field: each.field, isOnly: found.filter { $0.type == each.type }.count == 1)
        }
    }

    /// The fields by which every record names the identities that made and changed it.
    public static let identityFields = [
        "created_by", "modified_by", "deleted_by", "pending_trash_identity_id", "pending_delete_identity_id",
        "pending_restore_identity_id",
    ]

    private static func isCommon(_ field: RecordField) -> Bool { identityFields.contains(field.name) }
}
