public import FlowModel

/// A lock that an execution holds.
public struct StoredLock: Sendable, Equatable {
    /// The name of the lock.
    public let name: String
    /// The execution that holds it.
    public var holder: ExecutionID
    /// How often the holder has taken it.
    public var count: Int
    /// It stays when the holder ends.
    public var isKept: Bool
    /// The number of the host call that took it first.
    public var takenAt: UInt64
    /// The generation of the holder at that time.
    public var generation: Int64

    /// Describes a lock that was taken just now.
    public init(name: String, holder: ExecutionID, isKept: Bool, takenAt: UInt64, generation: Int64) {
        self.name = name
        self.holder = holder
        self.count = 1
        self.isKept = isKept
        self.takenAt = takenAt
        self.generation = generation
    }
}

/// An execution that waits for a lock, in the order of their coming.
public struct LockWaiter: Sendable, Equatable {
    /// The name of the lock.
    public let name: String
    /// The execution that waits.
    public let waiter: ExecutionID
    /// The host call that waits.
    public let call: UInt64
    /// It wants to take the lock, not only to see it free.
    public let takes: Bool
    /// The lock is to stay when the waiter ends.
    public let keeps: Bool

    /// Describes a waiter.
    public init(name: String, waiter: ExecutionID, call: UInt64, takes: Bool, keeps: Bool) {
        self.name = name
        self.waiter = waiter
        self.call = call
        self.takes = takes
        self.keeps = keeps
    }
}
