/// What an open host call waits for.
public enum Wait: Sendable, Equatable {
    /// A moment.
    case moment(ScriptTime)
    /// The end of other executions.
    case executions([ExecutionID], ReturnWhen)
    /// An execution to reach one of these statuses.
    case status(ExecutionID, [ExecutionStatus])
    /// A lock: to take it, or only to see it free.
    case lock(name: String, takes: Bool, keeps: Bool)
    /// The answer to the message of that id.
    case response(MessageID)
    /// Somebody to resume the execution.
    case resumption

    /// The status of an execution that waits for this.
    public var status: ExecutionStatus {
        switch self {
        case .moment: .waitingScheduled
        case .executions, .status: .waitingDependency
        case .lock: .waitingLock
        case .response: .waitingResponse
        case .resumption: .paused
        }
    }

    /// The error of a wait that took too long.
    ///
    /// - Parameter seconds: How long it was to take at most.
    /// - Returns: The error, of the class that belongs to the wait.
    public func timeoutError(after seconds: Double) -> FlowError {
        let time = "within \(JSONWriter.text(JSONValue(seconds: seconds))) s"
        return switch self {
        case .moment, .resumption: FlowError(.timeoutExceeded, "not over \(time)")
        case .executions(let ids, _) where ids.count == 1:
            FlowError(.dependencyTimeout, "the execution \(ids[0]) did not end \(time)")
        case .executions(let ids, _): FlowError(.dependencyTimeout, "the \(ids.count) executions did not end \(time)")
        case .status(let id, let statuses):
            FlowError(
                .dependencyTimeout,
                "the execution \(id) did not become \(statuses.map(\.rawValue).joined(separator: " or ")) \(time)")
        case .lock(let name, _, _): FlowError(.lockTimeout, "the lock '\(name)' did not come free \(time)")
        case .response: FlowError(.messageResponseTimeout, "nobody answered the message \(time)")
        }
    }
}

extension JSONValue {
    /// Seconds as people write them: without a point where there is no fraction.
    fileprivate init(seconds: Double) {
        self = Int64(exactly: seconds).map(JSONValue.integer) ?? .number(seconds)
    }
}
