public import FlowModel

/// What came of a connection.
public struct ConnectionResult: Sendable {
    /// The execution of type CONNECTION.
    public let execution: ExecutionID
    /// Its output, or the error that it ends with.
    public let value: Result<JSONValue, FlowError>

    /// Describes a result.
    public init(execution: ExecutionID, value: Result<JSONValue, FlowError>) {
        self.execution = execution
        self.value = value
    }
}

extension ExecutionTransitions {
    /// Notes that a connection is under way, so that it may be performed once this is durable.
    ///
    /// The outcome says in ``CommitOutcome/begun`` what is to be performed. Nothing is when the connection has ended or is
    /// paused. One that was under way before is begun again: with the same idempotency key, and marked as a repetition
    /// unless it was doubted and somebody has decided since.
    public func beginConnection(_ id: ExecutionID) throws(StoreError) {
        guard let entry = try entry(id), entry.row.record.isConnection, !entry.row.record.status.isEnded,
            entry.row.isRunnable, !entry.row.isPaused
        else { return }
        touch(entry)
        if let deadline = entry.row.runtimeDeadline, deadline <= now { return try overrun(entry) }
        let isRepetition = entry.row.record.isStarted && !entry.row.isInDoubt
        if entry.row.isInDoubt { forgetDoubt(entry) }
        if entry.row.record.move(to: .running, at: now) { try resolveWatches(on: entry.row) }
        var request = ConnectorRequest(entry.row.record, generation: entry.row.generation)
        request.isRepetition = isRepetition
        if let grant = try grant(to: entry.row.record) {
            (request.allowedHosts, request.connectorSecrets) = (grant.allowedHosts, grant.secrets)
        }
        if entry.row.record["roles"] != .null {
            request.rights = try RecordSession(transaction).rights(of: id, in: entry.row.record.location)
        }
        outcome.begun.append(request)
    }

    /// What its connector grants to a connection; nil for a connection ad hoc.
    func grant(to record: ExecutionRecord) throws(StoreError) -> ConnectorGrant? {
        guard let id = record["connector_id"].text.flatMap(RecordID.init) else { return nil }
        guard let connector = try transaction.record(id) else { return .nothing }
        return ConnectorGrant(connector.fields)
    }

    /// Pauses a connection that was under way when its process ended: nobody knows what became of it.
    ///
    /// - Parameters:
    ///   - id: The connection; nothing happens when it has ended.
    ///   - message: What is unknown, and what can be done.
    /// - Throws: `StoreError` when the store cannot be read or written.
    public func doubtConnection(_ id: ExecutionID, message: String) throws(StoreError) {
        guard let entry = try entry(id), !entry.row.record.status.isEnded else { return }
        touch(entry)
        (entry.row.isInDoubt, entry.row.isPaused) = (true, true)
        entry.row.record.saveChecked(["message": .string(message)], at: now)
        try noteStatus(entry, .paused)
    }

    /// Ends a connection in doubt with what somebody knows of it: it did take effect, and gave this.
    ///
    /// - Parameters:
    ///   - id: The connection.
    ///   - output: What becomes its `output_value`.
    /// - Returns: Why it cannot be settled; nil when it was.
    /// - Throws: `StoreError` when the store cannot be read or written.
    public func settleConnection(_ id: ExecutionID, output: JSONValue) throws(StoreError) -> FlowError? {
        guard let entry = try entry(id), entry.row.record.isConnection else {
            return FlowError(.resourceNotFound, "there is no connection \(id)")
        }
        guard entry.row.isInDoubt, entry.row.isPaused, !entry.row.record.status.isEnded else {
            return FlowError(.invalidInput, "the connection \(id) is not in doubt: its result is known, or will be")
        }
        forgetDoubt(entry)
        try endConnection(ConnectionResult(execution: id, value: .success(output)))
        return nil
    }

    /// Somebody has decided what becomes of a connection in doubt: its message is no longer true.
    private func forgetDoubt(_ entry: Entry) {
        entry.row.isInDoubt = false
        entry.row.record.saveChecked(["message": .null], at: now)
    }

    /// Ends a connection with what came of it; nothing happens when it has ended otherwise.
    public func endConnection(_ result: ConnectionResult) throws(StoreError) {
        guard let entry = try entry(result.execution), !entry.row.record.status.isEnded else { return }
        switch result.value {
        case .success(let output):
            entry.row.record.saveChecked(["output_value": output], at: now)
            try end(entry, .endedSuccess, message: nil, EndCause(.returned))
        case .failure(let error):
            try end(entry, .endedError, message: error.description, EndCause(.failed, errorType: error.type))
        }
    }
}
