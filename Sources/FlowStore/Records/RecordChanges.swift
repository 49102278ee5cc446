public import FlowModel

/// What a turn has seen and changed of records: it is committed only if what it saw is still so.
public struct RecordChanges: Sendable, Equatable {
    /// A record by type and name.
    struct NameKey: Hashable {
        let type: String
        let name: String
    }

    /// The versions that were seen; nil of a record that was not there.
    var seen: [RecordID: Int64?] = [:]
    /// What was seen under a name; nil for nothing.
    var seenNames: [NameKey: RecordID?] = [:]
    /// New states, nil for a record that is removed, in the order in which they were first written.
    private(set) var written: [RecordID: StoredRecord?] = [:]
    private(set) var order: [RecordID] = []
    /// The committed states of what was written.
    private(set) var base: [RecordID: StoredRecord] = [:]
    /// What each write has replaced.
    private(set) var undo: [Replaced] = []

    struct Replaced: Equatable {
        let id: RecordID
        /// What had been written before; nil for nothing.
        let state: StoredRecord??
    }

    /// Nothing seen and nothing changed.
    public init() {}

    /// Nothing is to be stored.
    public var isEmpty: Bool { order.isEmpty }

    /// Writes a record.
    ///
    /// - Parameters:
    ///   - id: The id.
    ///   - record: Its new state; nil for one that is removed.
    ///   - known: What was known of it before.
    mutating func write(_ id: RecordID, _ record: StoredRecord?, over known: StoredRecord?) {
        let state = written.updateValue(record, forKey: id)
        undo.append(Replaced(id: id, state: state))
        if state == nil {
            order.append(id)
            base[id] = known
        }
    }

    mutating func takeBack(to count: Int) {
        while undo.count > count, let last = undo.popLast() {
            if let state = last.state {
                written.updateValue(state, forKey: last.id)
            } else {
                written.removeValue(forKey: last.id)
                order.removeLast()
                base[last.id] = nil
            }
        }
    }
}

extension ExecutionTransitions {
    /// Stores changes of records, unless something that they were decided by is no longer so.
    ///
    /// What follows for executions happens in the same transaction: an enabled schedule gets its execution.
    ///
    /// - Parameters:
    ///   - changes: The changes.
    ///   - actor: The execution that makes them; nil for somebody outside.
    /// - Returns: False when nothing was stored: whoever decided has to look and decide again.
    /// - Throws: A `StoreError` when the store fails.
    public func store(_ changes: RecordChanges, by actor: ExecutionID? = nil) throws(StoreError) -> Bool {
        guard !changes.isEmpty else { return true }
        for (id, version) in changes.seen where try transaction.record(id)?.version != version { return false }
        for (key, id) in changes.seenNames
        where try transaction.record(ofType: key.type, named: key.name)?.id != id {
            return false
        }
        for id in changes.order {
            if var record = changes.written[id] ?? nil {
                record.version = ((changes.seen[id] ?? nil) ?? 0) + 1
                if record.type == "operation" { outcome.hasOperations = true }
                try transaction.put(record)
            } else {
                let removed = try transaction.record(id)
                try transaction.removeRecord(id)
                if let removed, removed.type == "schedule" { try leaveSchedule(removed, by: actor) }
            }
        }
        // A scheduler may be stored by the same turn as its schedule, after it.
        for id in changes.order where (changes.written[id] ?? nil)?.type == "schedule" {
            try settleSchedule(id, by: actor)
        }
        return true
    }
}
