public import FlowModel

extension ExecutionTransitions {
    /// Adds an execution that no other execution has made: it lies where its flow lies, and has these roles.
    ///
    /// - Parameters:
    ///   - row: The execution.
    ///   - roles: The roles with their names; nil for one that may do everything.
    /// - Throws: `StoreError` when the store cannot be written.
    public func admit(_ row: StoredExecution, roles: [(id: RecordID, name: String)]?) throws(StoreError) {
        let session = RecordSession(transaction)
        var row = row
        if let flow = try session.record(ofType: "flow", named: row.record.scriptName) {
            row.record.set(RecordLocation(flow.fields).fields)
        }
        if let roles { row.record.set(["roles": .array(roles.map { .string($0.name) })]) }
        try create(row)
        guard let roles else { return }
        do {
            try session.grant(roles.map(\.id), to: row.id, by: .init(identity: row.id, now: now)) { index in
                RecordID(createdBy: row.id, generation: row.generation, call: 0, item: UInt64(index), at: now)
            }
        } catch {
            throw error as? StoreError ?? StoreError(.failed, "\(error)")
        }
        _ = try store(session.takeChanges())
    }
}
