public import FlowModel

/// Records as one turn sees them: what is committed, and what the turn itself has changed.
public final class RecordSession {
    /// Who acts, and when.
    public struct Actor: Sendable {
        /// The identity; nil for somebody at the command line, who is no record.
        public let identity: RecordID?
        /// The moment.
        public let now: ScriptTime
        /// Where the identity lies.
        public let location: RecordLocation
        /// Where what it makes goes; nil for where it lies itself.
        public var inheritance: LocationInheritance?

        /// Describes who acts.
        public init(identity: RecordID?, now: ScriptTime, location: RecordLocation = .workspace) {
            self.identity = identity
            self.now = now
            self.location = location
        }

        /// The identity as a field of a record.
        var field: JSONValue? { identity.map { .string($0.description) } }
    }

    /// What is known.
    public let model: DataModel
    private let source: any RecordSource
    private(set) var changes = RecordChanges()
    /// What was said about the changes, for the log of git.
    public var commitMessages: [String] = []

    /// Begins with what is committed.
    public init(_ source: any RecordSource, model: DataModel = .current) {
        self.source = source
        self.model = model
    }

    /// Takes what is to be stored, and begins anew.
    public func takeChanges() -> RecordChanges {
        defer { (changes, commitMessages) = (RecordChanges(), []) }
        return changes
    }

    /// How much has been written, to go back to with ``undo(to:)``.
    public var mark: Int { changes.undo.count }

    /// Takes back what was written after a mark of the same turn: a call that fails changes nothing.
    public func undo(to mark: Int) {
        changes.takeBack(to: mark)
    }

    // MARK: - Reading

    /// The record of that id, in the trash or not.
    public func record(_ id: RecordID) throws(StoreError) -> StoredRecord? {
        if let own = changes.written[id] { return own }
        let record = try source.record(id)
        if changes.seen[id] == nil { changes.seen[id] = .some(record?.version) }
        return record
    }

    /// The record of that type and name that is not in the trash.
    public func record(ofType type: String, named name: String) throws(StoreError) -> StoredRecord? {
        for id in changes.order {
            if let own = changes.written[id] ?? nil, own.type == type, own.name == name, !own.isDeleted { return own }
        }
        guard let found = try source.record(ofType: type, named: name) else {
            changes.seenNames[.init(type: type, name: name)] = .some(nil)
            return nil
        }
        changes.seenNames[.init(type: type, name: name)] = found.id
        // What this turn has renamed or removed is no longer under its old name.
        guard changes.written[found.id] == nil else { return nil }
        if changes.seen[found.id] == nil { changes.seen[found.id] = .some(found.version) }
        return found
    }

    /// The record that a selector chooses; nil when there is none.
    public func record(_ type: RecordType, _ selector: RecordSelector) throws(StoreError) -> StoredRecord? {
        let found: StoredRecord?
        switch selector.choice {
        case .id(let id): found = try record(id)
        case .name(let name):
            var alive = try record(ofType: type.name, named: name)
            if alive == nil, selector.allowsDeleted { alive = try deleted(type, named: name) }
            found = alive
        case .key(let values): found = try record(type, key: values)
        }
        guard let found, found.type == type.name else { return nil }
        return (found.isDeleted ? selector.allowsDeleted : selector.allowsNormal) ? found : nil
    }

    private func deleted(_ type: RecordType, named name: String) throws(StoreError) -> StoredRecord? {
        var query = RecordQuery(
            type: type.name, filter: .compare(field: "name", .equal, .string(name)), moment: ScriptTime.range.upperBound
        )
        query.includesDeleted = true
        return try page(query, after: nil, limit: .max).last { $0.isDeleted }
    }

    private func record(_ type: RecordType, key values: [JSONValue]) throws(StoreError) -> StoredRecord? {
        guard let field = type.key.first, let target = values.first?.text.flatMap(RecordID.init) else { return nil }
        let query = RecordQuery(
            type: type.name, reference: .init(field: field, target: target), moment: ScriptTime.range.upperBound)
        return try page(query, after: nil, limit: .max).first { record in
            zip(type.key, values).allSatisfy { record.fields[$0] ?? .null == $1 }
        }
    }

    /// Records after `id` that fit, in the order of their ids.
    public func page(_ query: RecordQuery, after id: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord] {
        let own = changes.order.compactMap { changes.written[$0] ?? nil }
            .filter { each in (id.map { $0 < each.id } ?? true) && query.matches(each, model) }
        let found = try source.records(query, after: id, limit: limit).filter { changes.written[$0.id] == nil }
        guard !own.isEmpty else { return found }
        return Array((found + own).sorted { $0.id < $1.id }.prefix(limit))
    }

    /// Executions after `id` that fit, as they are committed.
    public func executions(
        _ query: RecordQuery, after id: ExecutionID?, limit: Int
    ) throws(StoreError) -> [StoredExecution] {
        try source.executions(query, after: id, limit: limit)
    }

    /// Whether an execution of that id is committed.
    public func isExecution(_ id: RecordID) throws(StoreError) -> Bool { try source.execution(id) != nil }

    /// The row of an execution, as it is committed; nil when there is none.
    public func execution(_ id: ExecutionID) throws(StoreError) -> StoredExecution? { try source.execution(id) }

    /// Who sent a message; nil when there is none of that id.
    public func sender(of id: MessageID) throws(StoreError) -> ExecutionID? { try source.sender(of: id) }

    // MARK: - Writing

    /// Adds or replaces a record.
    public func put(_ record: StoredRecord) throws(StoreError) {
        let known = try self.record(record.id)
        changes.write(record.id, record, over: known)
    }

    /// Removes a record for good.
    public func remove(_ id: RecordID) throws(StoreError) {
        let known = try record(id)
        changes.write(id, nil, over: known)
    }
}
