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
    /// paused. One that was under way before is begun again: with the same idempotency key.
    public func beginConnection(_ id: ExecutionID) throws(StoreError) {
        guard let entry = try entry(id), entry.row.record.isConnection, !entry.row.record.status.isEnded,
            entry.row.isRunnable, !entry.row.isPaused
        else { return }
        touch(entry)
        if let deadline = entry.row.runtimeDeadline, deadline <= now { return try overrun(entry) }
        if entry.row.record.move(to: .running, at: now) { try resolveWatches(on: entry.row) }
        outcome.begun.append(ConnectorRequest(entry.row.record, generation: entry.row.generation))
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
