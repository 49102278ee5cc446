import FlowModel

extension ExecutionTransitions {
    /// Changes records on behalf of somebody who is no execution.
    ///
    /// - Parameter body: Makes the changes; all of them are stored, or none when it throws.
    /// - Returns: Why it could not be done; nil when it was.
    /// - Throws: A `StoreError` when the store fails.
    public func changeRecords(_ body: (RecordSession) throws -> Void) throws(StoreError) -> FlowError? {
        let session = RecordSession(transaction)
        do {
            try body(session)
        } catch let error as FlowError {
            return error
        } catch {
            throw error as? StoreError ?? StoreError(.failed, "\(error)")
        }
        var generator = SystemRandomNumberGenerator()
        try session.trackChanges(by: .init(identity: nil, now: now)) { _ in
            RecordID(createdAt: now, using: &generator)
        }
        // Within one transaction nothing can have changed since it was read.
        _ = try store(session.takeChanges())
        return nil
    }

    /// Changes a record on behalf of somebody who is no execution.
    ///
    /// - Parameters:
    ///   - id: The record.
    ///   - fields: Fields with their new values.
    /// - Returns: Why it could not be done; nil when it was.
    /// - Throws: A `StoreError` when the store fails.
    public func saveRecord(_ id: RecordID, _ fields: JSONObject) throws(StoreError) -> FlowError? {
        try changeRecords { session in
            guard let record = try session.record(id), let type = session.model.type(record.type) else {
                throw FlowError(.resourceNotFound, "there is no record \(id)")
            }
            let actor = RecordSession.Actor(identity: nil, now: now)
            try session.save(type, RecordSelector(.id(id)), fields, by: actor, newID: id)
        }
    }
}
