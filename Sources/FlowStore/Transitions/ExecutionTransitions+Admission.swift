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
        try grant(roles?.map(\.id) ?? [], to: row.id, session)
    }

    /// Gives an execution that has no roles yet those of another one.
    ///
    /// - Parameters:
    ///   - original: The other one.
    ///   - id: The execution.
    /// - Throws: `StoreError` when the store cannot be written.
    public func copyRoles(of original: ExecutionID, to id: ExecutionID) throws(StoreError) {
        let session = RecordSession(transaction)
        try grant(try session.rights(of: original, in: .workspace).roles.map(\.id), to: id, session)
    }

    private func grant(_ roles: [RecordID], to id: ExecutionID, _ session: RecordSession) throws(StoreError) {
        do {
            try session.grant(roles, to: id, by: .init(identity: id, now: now)) { index in
                RecordID(createdBy: id, generation: 0, call: 0, item: UInt64(index), at: now)
            }
        } catch {
            throw error as? StoreError ?? StoreError(.failed, "\(error)")
        }
        _ = try store(session.takeChanges())
    }
}
