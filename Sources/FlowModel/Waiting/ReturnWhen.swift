/// When a wait for other executions is over: `system.return_when` in scripts.
public enum ReturnWhen: String, Sendable, CaseIterable {
    /// All ended with success; the first that does not makes the wait fail.
    case allSucceeded = "ALL_SUCCEEDED"
    /// All ended, however.
    case allEnded = "ALL_ENDED"
    /// One ended, however.
    case firstEnded = "FIRST_ENDED"

    /// What the end of one awaited execution means for the wait.
    public enum Effect: Sendable, Equatable {
        /// The wait goes on.
        case waits
        /// The wait is over.
        case fulfilled
        /// The wait is over, and raises `DependencyFailedError`.
        case failed
    }

    /// Decides about an awaited execution that ended with `status` while `others` have not ended yet.
    public func effect(of status: ExecutionStatus, others: Int) -> Effect {
        switch self {
        case .allSucceeded where !status.isSuccessful: .failed
        case .firstEnded: .fulfilled
        case .allSucceeded, .allEnded: others == 0 ? .fulfilled : .waits
        }
    }
}
