/// What an execution is doing.
///
/// | from | to |
/// |---|---|
/// | `PENDING` | `RUNNING`, `WAITING_SCHEDULED` (its start is put off), `PAUSED`, any ended |
/// | `RUNNING` | any `WAITING_…`, `PAUSED`, any ended |
/// | `WAITING_…` | `RUNNING`, another `WAITING_…`, `PAUSED`, any ended |
/// | `PAUSED` | `PENDING`, `RUNNING`, any `WAITING_…`, any ended |
/// | `ENDED_…` | nothing; only loading a savepoint brings an execution back, as a new generation |
public enum ExecutionStatus: String, Sendable, CaseIterable {
    /// Created and not yet started.
    case pending = "PENDING"
    case running = "RUNNING"
    /// Waits for other executions to end.
    case waitingDependency = "WAITING_DEPENDENCY"
    case waitingLock = "WAITING_LOCK"
    /// Waits for the answer to a message.
    case waitingResponse = "WAITING_RESPONSE"
    /// Waits for a moment, as in `sleep`.
    case waitingScheduled = "WAITING_SCHEDULED"
    case paused = "PAUSED"
    case endedSuccess = "ENDED_SUCCESS"
    case endedError = "ENDED_ERROR"
    case endedCancelled = "ENDED_CANCELLED"

    /// Nothing will happen in the execution any more.
    public var isEnded: Bool { Self.ended.contains(self) }

    /// The execution ended and did what it should.
    public var isSuccessful: Bool { self == .endedSuccess }

    /// The execution waits for something other than a processor.
    public var isWaiting: Bool { Self.waiting.contains(self) }

    /// The statuses that can follow this one.
    public var successors: Set<ExecutionStatus> {
        switch self {
        case .pending: Self.ended.union([.running, .waitingScheduled, .paused])
        case .running: Self.ended.union(Self.waiting).union([.paused])
        case .waitingDependency, .waitingLock, .waitingResponse:
            Self.ended.union(Self.waiting).union([.running, .paused]).subtracting([self])
        // What was put off before its start is pending when the time has come.
        case .waitingScheduled:
            Self.ended.union(Self.waiting).union([.pending, .running, .paused]).subtracting([self])
        case .paused: Self.ended.union(Self.waiting).union([.pending, .running])
        case .endedSuccess, .endedError, .endedCancelled: []
        }
    }

    /// Reads the end that a script names: `ENDED_ERROR`, or `success`, `error`, `cancelled` for short, in any case.
    public init?(endNamed name: String) {
        switch name.lowercased() {
        case "ended_success", "success": self = .endedSuccess
        case "ended_error", "error": self = .endedError
        case "ended_cancelled", "cancelled", "canceled", "cancel": self = .endedCancelled
        default: return nil
        }
    }

    private static let ended: Set<ExecutionStatus> = [.endedSuccess, .endedError, .endedCancelled]
    private static let waiting: Set<ExecutionStatus> = [
        .waitingDependency, .waitingLock, .waitingResponse, .waitingScheduled,
    ]
}
