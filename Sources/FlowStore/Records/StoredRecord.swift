public import FlowModel

/// A record that the engine keeps without knowing more of it than its type says.
public struct StoredRecord: Sendable, Equatable {
    /// The id.
    public let id: RecordID
    /// The name of its type.
    public let type: String
    /// The fields that do not have their initial value, without the id.
    public var fields: JSONObject
    /// How often it has been written: a turn that decided by an older state of the record is done again.
    public var version: Int64

    /// Describes a record.
    public init(id: RecordID, type: String, fields: JSONObject, version: Int64 = 0) {
        self.id = id
        self.type = type
        self.fields = fields
        self.version = version
    }

    /// The record is in the trash.
    public var isDeleted: Bool { fields["is_deleted"] == true }

    /// The name; nil when there is none.
    public var name: String? { fields["name"]?.text }

    /// It is a row of another record, as a tag is of what it marks.
    func belongs(to id: RecordID) -> Bool {
        guard DataModel.current.type(type)?.kind == .subrecord else { return false }
        return ["record_id", "identity_id"].contains { fields[$0]?.text == id.description }
    }

    /// Every field that its type has.
    public func allFields(_ type: RecordType) -> JSONObject {
        var all = type.initialValues
        all.merge(fields)
        all["id"] = .string(id.description)
        return all
    }
}

/// Which records are wanted, in the order of their ids and so of their creation.
public struct RecordQuery: Sendable, Equatable {
    /// The name of the type; nil for records of all types that are no subrecords.
    public var type: String?
    /// Only records whose field of that name points to that record.
    public var reference: Reference?
    /// Only records that fit.
    public var filter = RecordFilter.all
    /// The listing is of that moment: what was made later is not in it, and what was moved to the trash later is.
    public var moment: ScriptTime
    /// Records in the trash as well.
    public var includesDeleted = false

    /// A field that points to a record.
    public struct Reference: Sendable, Equatable {
        /// The field.
        public let field: String
        /// The record.
        public let target: RecordID

        /// Describes a field that points to a record.
        public init(field: String, target: RecordID) {
            self.field = field
            self.target = target
        }
    }

    /// Asks for records of a type as they are at a moment.
    public init(type: String?, reference: Reference? = nil, filter: RecordFilter = .all, moment: ScriptTime) {
        self.type = type
        self.reference = reference
        self.filter = filter
        self.moment = moment
    }

    /// Whether a record is wanted.
    public func matches(_ record: StoredRecord, _ model: DataModel = .current) -> Bool {
        guard let type = model.type(record.type) else { return false }
        if let wanted = self.type {
            if wanted != record.type { return false }
        } else if type.kind == .subrecord {
            return false
        }
        if let reference, record.fields[reference.field]?.text != reference.target.description { return false }
        guard isThere(record.fields) else { return false }
        return filter == .all || filter.matches(record.allFields(type))
    }

    /// Whether an execution is wanted, as far as type, filter and moment say.
    public func matches(_ row: StoredExecution) -> Bool {
        guard type == nil || type == "execution" else { return false }
        if let reference, row.record[reference.field].text != reference.target.description { return false }
        let fields = row.record.fields
        return isThere(fields) && (filter == .all || filter.matches(fields))
    }

    private func isThere(_ fields: JSONObject) -> Bool {
        let time = { (name: String) in fields[name]?.text.flatMap(ScriptTime.init(iso8601:)) }
        if let created = time("created_at"), created > moment { return false }
        guard fields["is_deleted"] == true, !includesDeleted else { return true }
        return time("deleted_at").map { $0 > moment } ?? false
    }
}

extension RecordQuery {
    /// The query as JSON, which scripts carry along as the id of a listing.
    public var json: JSONObject {
        var fields: JSONObject = ["at": .integer(moment.microseconds)]
        if let type { fields["type"] = .string(type) }
        if let reference {
            fields["reference"] = ["field": .string(reference.field), "target": .string(reference.target.description)]
        }
        if filter != .all { fields["filter"] = filter.json }
        if includesDeleted { fields["deleted"] = true }
        return fields
    }

    /// Reads what ``json`` gives; nil for anything else.
    public init?(json value: JSONValue) {
        guard let fields = value.object, let at = fields["at"]?.integer,
            let filter = try? RecordFilter(fields["filter"] ?? .null, check: { _ in })
        else { return nil }
        self.init(type: fields["type"]?.text, filter: filter, moment: ScriptTime(microseconds: at))
        includesDeleted = fields["deleted"] == true
        guard let given = fields["reference"]?.object else { return }
        guard let field = given["field"]?.text, let target = given["target"]?.text.flatMap(RecordID.init) else {
            return nil
        }
        reference = Reference(field: field, target: target)
    }
}
