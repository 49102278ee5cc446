public import FlowModel

/// One wait of an execution for others.
public struct StoredDependency: Sendable, Equatable {
    /// The number of the wait in its store; 0 before it has one.
    public var number: Int64 = 0
    /// The execution that waits.
    public let waiter: ExecutionID
    /// The host call that waits.
    public let call: UInt64
    /// When the wait is over.
    public let mode: ReturnWhen
    /// How many of the awaited executions have not ended.
    public var remaining: Int
    /// The wait goes on.
    public var isOpen = true
    /// When it began.
    public let createdAt: ScriptTime

    /// Describes a wait that begins.
    public init(waiter: ExecutionID, call: UInt64, mode: ReturnWhen, remaining: Int, createdAt: ScriptTime) {
        self.waiter = waiter
        self.call = call
        self.mode = mode
        self.remaining = remaining
        self.createdAt = createdAt
    }
}

/// An execution that waits for another to reach a status.
public struct StatusWatch: Sendable, Equatable {
    /// The execution that waits.
    public let waiter: ExecutionID
    /// The host call that waits.
    public let call: UInt64
    /// The execution that is watched.
    public let target: ExecutionID

    /// Describes a watch.
    public init(waiter: ExecutionID, call: UInt64, target: ExecutionID) {
        self.waiter = waiter
        self.call = call
        self.target = target
    }
}
