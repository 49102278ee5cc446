public import FlowModel

/// What scripts, people and the engine do with records: the rules, once for all types.
///
/// Everything throws `FlowError` for what the caller did wrong and `StoreError` for a store that fails.
extension RecordSession {
    /// The record that a selector chooses.
    ///
    /// - Throws: `ResourceNotFoundError` when there is none.
    public func existing(_ type: RecordType, _ selector: RecordSelector) throws -> StoredRecord {
        if let record = try record(type, selector) { return record }
        throw FlowError(.resourceNotFound, "there is no \(type.name) \(selector)")
    }

    /// The values of fields, in the order of their names.
    public func get(_ type: RecordType, _ selector: RecordSelector, _ names: [String]) throws -> [JSONValue] {
        let fields = try existing(type, selector).allFields(type)
        return try names.map { name in fields[try type.field(name).name] ?? .null }
    }

    // MARK: - Saving

    /// Changes a record, or makes it when a name or key chooses one that is not there.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - selector: Which record.
    ///   - given: Fields with their new values; `project_name` and its like stand for the id of the record of that name.
    ///   - actor: Who does it.
    ///   - newID: The id of a record that is made.
    /// - Returns: The record.
    /// - Throws: `InvalidInputError`, `MissingInputError`, `PermissionDenied` or `ResourceNotFoundError` that says why not.
    @discardableResult
    public func save(
        _ type: RecordType, _ selector: RecordSelector, _ given: JSONObject, by actor: Actor, newID: RecordID
    ) throws -> StoredRecord {
        let changes = try checked(type, given)
        guard let known = try record(type, selector) else {
            return try create(type, selector, changes, by: actor, id: newID)
        }
        try mayChange(type, known, changes)
        var record = known
        record.fields.merge(changes)
        try settle(type, &record, changed: changes)
        record.fields["modified_at"] = .string(actor.now.iso8601)
        record.fields["modified_by"] = actor.field
        try put(stripped(record, type))
        return record
    }

    private func create(
        _ type: RecordType, _ selector: RecordSelector, _ changes: JSONObject, by actor: Actor, id: RecordID
    ) throws -> StoredRecord {
        var fields = changes
        switch selector.choice {
        case .id(let id): throw FlowError(.resourceNotFound, "there is no \(type.name) \(id)")
        case .name(let name): if fields["name"] == nil { fields["name"] = .string(name) }
        case .key(let values):
            for (field, value) in zip(type.key, values) where fields[field] == nil { fields[field] = value }
        }
        return try create(type, fields, by: actor, id: id)
    }

    /// Makes a record.
    ///
    /// - Returns: The record.
    @discardableResult
    public func create(
        _ type: RecordType, _ given: JSONObject, by actor: Actor, id: RecordID
    ) throws -> StoredRecord {
        let changes = try checked(type, given)
        var record = StoredRecord(id: id, type: type.name, fields: changes)
        for field in type.fields where !field.isNullable && field.initial == .null && field.name != "id" {
            guard let value = changes[field.name], value != .null else {
                throw FlowError(.missingInput, "\(field.name) is missing; expected \(field.type.name)")
            }
        }
        for name in ["created", "modified"] {
            record.fields["\(name)_at"] = .string(actor.now.iso8601)
            record.fields["\(name)_by"] = actor.field
        }
        if !type.locations.isEmpty, !changes.keys.contains(where: RecordLocation.fieldNames.contains) {
            try place(&record, type, by: actor)
        }
        try settle(type, &record, changed: record.fields)
        try put(stripped(record, type))
        return record
    }

    private func place(_ record: inout StoredRecord, _ type: RecordType, by actor: Actor) throws {
        let inheritance = actor.inheritance ?? .creator
        if inheritance == .resource || inheritance == .wrappedResource {
            throw FlowError(
                .invalidInput,
                "location_inheritance '\(inheritance.rawValue)' is for executions; for a \(type.name) it can be "
                    + "created_by or default")
        }
        let location = try location(ofNew: type, inheritance, creator: actor.location, resource: nil)
        if location != .workspace {
            record.fields.merge(JSONObject(location.fields.entries.filter { $0.value != .null }))
        }
    }

    /// Checks names and types of given fields, and replaces names of other records by their ids.
    private func checked(_ type: RecordType, _ given: JSONObject) throws -> JSONObject {
        var changes = JSONObject()
        for entry in given.entries {
            if let (field, target) = reference(type, named: entry.key) {
                changes[field.name] = try id(of: target, entry.value, field: entry.key)
                continue
            }
            let field = try type.field(entry.key)
            if case .engine(let reason) = field.writer {
                throw FlowError(.invalidInput, "the field '\(field.name)' cannot be saved: \(reason)")
            }
            guard entry.value == .null ? field.isNullable : field.type.accepts(entry.value) else {
                throw FlowError(
                    .invalidInput, "the field '\(field.name)' holds \(field.type.name), but got \(entry.value)")
            }
            changes[field.name] = entry.value
        }
        return changes
    }

    /// The field `project_id` for the name `project_name`.
    private func reference(_ type: RecordType, named name: String) -> (RecordField, RecordType)? {
        guard name.hasSuffix("_name"), let field = try? type.field(String(name.dropLast(4)) + "id"),
            case .type(let targetName)? = field.target, let target = model.type(targetName)
        else { return nil }
        return (field, target)
    }

    private func id(of target: RecordType, _ value: JSONValue, field: String) throws -> JSONValue {
        guard value != .null else { return .null }
        guard let name = value.text else {
            throw FlowError(.invalidInput, "the field '\(field)' holds the name of a \(target.name), but got \(value)")
        }
        return .string(try existing(target, RecordSelector(.name(name))).id.description)
    }

    /// What is on its way to a repository is written there as it is, so nobody but the engine says what that is.
    private func mustNotBeTracked(_ record: StoredRecord) throws {
        guard TrackedChange.isChange(record) else { return }
        throw FlowError(
            .permissionDenied,
            "operations '\(TrackedChange.operation)' are made and removed by the engine, for projects with track_in_git"
        )
    }

    private func mayChange(_ type: RecordType, _ record: StoredRecord, _ changes: JSONObject) throws {
        try mustNotBeTracked(record)
        guard !record.isDeleted else {
            throw FlowError(
                .invalidInput, "the \(type.name) \(label(record)) is in the trash; restore it before it is changed")
        }
        guard record.fields["is_readonly"] == true, changes["is_readonly"] != false else { return }
        throw FlowError(.permissionDenied, "the \(type.name) \(label(record)) is read-only")
    }

    /// What must hold for a record as a whole.
    private func settle(_ type: RecordType, _ record: inout StoredRecord, changed: JSONObject) throws {
        if changed["project_id"] ?? .null != .null, changed["bundle_id"] ?? .null == .null {
            record.fields["bundle_id"] = nil
        }
        if changed["bundle_id"] ?? .null != .null, changed["project_id"] ?? .null == .null {
            record.fields["project_id"] = nil
        }
        if record.fields["project_id"] ?? .null != .null, record.fields["bundle_id"] ?? .null != .null {
            throw FlowError(.invalidInput, "a record lies in a project or in a bundle, not in both")
        }
        try mustNotBeTracked(record)
        for field in type.fields {
            guard let target = field.target, changed[field.name] != nil,
                let id = record.fields[field.name]?.text.flatMap(RecordID.init)
            else { continue }
            try mustBeThere(id, target, field)
        }
        if type.name == "role", changed["permissions"] != nil {
            _ = try Permission.list(record.fields["permissions"] ?? .null)
        }
        if type.name == "schedule", record.fields["is_enabled"] == true { try mustBeComplete(schedule: record) }
        if type.naming != .none { try settleName(type, &record) }
        guard let first = type.key.first, changed.keys.contains(where: type.key.contains) else { return }
        let values = type.key.map { record.fields[$0] ?? .null }
        if values.first?.text.flatMap(RecordID.init) != nil,
            let other = try self.record(type, RecordSelector(.key(values))), other.id != record.id
        {
            throw FlowError(
                .invalidInput,
                "there is a \(type.name) with that \(type.key.joined(separator: " and ")) already, with the \(first) "
                    + (values.first?.text ?? ""))
        }
    }

    private func mustBeComplete(schedule record: StoredRecord) throws {
        guard record.fields["flow_id"] ?? .null != .null else {
            throw FlowError(.missingInput, "flow_id is missing: an enabled schedule has a flow")
        }
        guard ["scheduler_id", "bundled_scheduler"].contains(where: { record.fields[$0] ?? .null != .null }) else {
            throw FlowError(
                .missingInput,
                "scheduler_id is missing: an enabled schedule has a scheduler, or a bundled_scheduler such as cron")
        }
    }

    private func mustBeThere(_ id: RecordID, _ target: RecordField.Target, _ field: RecordField) throws {
        // Executions are rows of their own; what made or changed a record may be gone by now.
        guard case .type(let name) = target else {
            // No row belongs to a row: they could belong to each other.
            guard let found = try record(id), model.type(found.type)?.fits(target) != true else { return }
            throw FlowError(.invalidInput, "the field '\(field.name)' cannot name a \(found.type), but got \(id)")
        }
        guard name != "execution", name != "message" else { return }
        guard let found = try record(id), found.type == name else {
            throw FlowError(.resourceNotFound, "the field '\(field.name)' names the \(name) \(id), which is not there")
        }
    }

    private func settleName(_ type: RecordType, _ record: inout StoredRecord) throws {
        let name = ExecutionRecord.trimmed(record.name ?? "")
        record.fields["name"] = .string(name)
        guard type.naming == .unique, !record.isDeleted else { return }
        guard !name.isEmpty else { throw FlowError(.missingInput, "name is missing; expected a text") }
        if let other = try self.record(ofType: type.name, named: name), other.id != record.id {
            throw FlowError(.invalidInput, "there is a \(type.name) '\(name)' already")
        }
    }

    /// The record without fields that have their initial value.
    private func stripped(_ record: StoredRecord, _ type: RecordType) -> StoredRecord {
        let initial = type.initialValues
        var record = record
        record.fields = JSONObject(record.fields.entries.filter { initial[$0.key] != $0.value })
        return record
    }

    func label(_ record: StoredRecord) -> String {
        record.name.map { $0.isEmpty ? record.id.description : "'\($0)'" } ?? record.id.description
    }

    // MARK: - Trash

    /// Moves a record to the trash, and with a project or bundle what lies in it; or removes it for good.
    public func delete(
        _ type: RecordType, _ selector: RecordSelector, permanently: Bool, by actor: Actor
    ) throws {
        let anyState = RecordSelector(selector.choice, allowsNormal: true, allowsDeleted: permanently)
        let record = try existing(type, anyState)
        try mustNotBeTracked(record)
        if record.fields["is_readonly"] == true {
            throw FlowError(.permissionDenied, "the \(type.name) \(label(record)) is read-only")
        }
        if type.kind == .subrecord || permanently { return try removeWithRows(record) }
        try forEachInside(type, record) { inner in
            try delete(inner.0, RecordSelector(.id(inner.1.id)), permanently: false, by: actor)
        }
        var deleted = record
        deleted.fields["is_deleted"] = true
        deleted.fields["deleted_at"] = .string(actor.now.iso8601)
        deleted.fields["deleted_by"] = actor.field
        try put(deleted)
    }

    /// Brings a record back from the trash; nothing happens to one that is not there.
    public func restore(_ type: RecordType, _ selector: RecordSelector, by actor: Actor) throws {
        var record = try existing(type, RecordSelector(selector.choice, allowsNormal: true, allowsDeleted: true))
        guard record.isDeleted else { return }
        for name in ["is_deleted", "deleted_at", "deleted_by"] { record.fields[name] = nil }
        record.fields["modified_at"] = .string(actor.now.iso8601)
        record.fields["modified_by"] = actor.field
        if type.naming != .none { try settleName(type, &record) }
        try put(stripped(record, type))
    }

    private func removeWithRows(_ record: StoredRecord) throws {
        for type in model.types where type.kind == .subrecord {
            for field in type.fields where field.target == .record || field.target == .identity {
                guard type.key.contains(field.name) || field.target == .record else { continue }
                let query = RecordQuery(
                    type: type.name, reference: .init(field: field.name, target: record.id),
                    moment: ScriptTime.range.upperBound)
                for row in try page(query, after: nil, limit: .max) { try remove(row.id) }
            }
        }
        try remove(record.id)
    }

    private func forEachInside(
        _ type: RecordType, _ record: StoredRecord, _ body: ((RecordType, StoredRecord)) throws -> Void
    ) throws {
        guard type.name == "project" || type.name == "bundle" else { return }
        var query = RecordQuery(
            type: nil, reference: .init(field: "\(type.name)_id", target: record.id),
            moment: ScriptTime.range.upperBound)
        query.includesDeleted = false
        for inner in try page(query, after: nil, limit: .max) {
            if let type = model.type(inner.type) { try body((type, inner)) }
        }
    }

    // MARK: - Copies

    /// Makes a copy of a record under another name.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - selector: Which record.
    ///   - name: The name of the copy; nil for the name of the record with a number behind it.
    ///   - actor: Who does it.
    ///   - newID: The id of the copy.
    /// - Returns: The copy.
    /// - Throws: `ResourceNotFoundError` when there is no such record, `InvalidInputError` when the name is taken.
    public func duplicate(
        _ type: RecordType, _ selector: RecordSelector, name: String?, by actor: Actor, newID: RecordID
    ) throws -> StoredRecord {
        let original = try existing(type, selector)
        var fields = JSONObject()
        for field in type.fields where field.isSavable { fields[field.name] = original.fields[field.name] }
        fields["is_readonly"] = nil
        if type.naming != .none { fields["name"] = .string(try name ?? freeName(type, original.name ?? "")) }
        return try create(type, fields, by: actor, id: newID)
    }

    private func freeName(_ type: RecordType, _ name: String) throws -> String {
        guard type.naming == .unique else { return name }
        var number = 2
        while try record(ofType: type.name, named: "\(name) (\(number))") != nil { number += 1 }
        return "\(name) (\(number))"
    }

    /// A record as it can be taken elsewhere: type, name and the fields that people set, with names instead of ids.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - selector: Which record.
    ///   - isShown: Whether the name of a record that it points to may be shown; its id stays otherwise.
    /// - Returns: The fields.
    /// - Throws: `ResourceNotFoundError` when there is no such record.
    public func export(
        _ type: RecordType, _ selector: RecordSelector, isShown: (StoredRecord) throws -> Bool = { _ in true }
    ) throws -> JSONObject {
        let record = try existing(type, selector)
        var fields = JSONObject()
        for field in type.fields where field.isSavable {
            guard let value = record.fields[field.name], value != field.initial else { continue }
            if case .type(let target)? = field.target, let id = value.text.flatMap(RecordID.init),
                model.type(target)?.naming == .unique, let other = try self.record(id), let name = other.name,
                try isShown(other)
            {
                fields["\(field.name.dropLast(2))name"] = .string(name)
            } else {
                fields[field.name] = value
            }
        }
        fields["record_type"] = .string(type.name)
        return fields
    }
}
