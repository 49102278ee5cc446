public import FlowModel
public import LuaHost

/// How an execution ended, beyond its record.
public struct ExecutionReport: Sendable {
    /// What ended it.
    public enum Ending: Sendable {
        /// The script returned.
        case returned
        /// The script called `success`, `error`, `end_` or `cancel`.
        case signalled
        /// The script raised an error that it did not catch.
        case failed(ScriptFailure)
        /// The script returned what cannot be stored.
        case unfit(FlowError)
        /// A limit of the sandbox.
        case killed(Kill)
        /// `max_runtime_minutes` were over.
        case overran
        /// The task that ran it was cancelled.
        case stopped
        /// The engine itself could not go on; the text says why.
        case broken(String)
    }

    /// The record at the end.
    public let record: ExecutionRecord
    /// What ended the execution.
    public let ending: Ending
}
