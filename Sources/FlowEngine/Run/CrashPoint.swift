/// Where a crash would meet the store, or the world outside, in another state than a moment before.
package enum CrashPoint: String, Sendable, CaseIterable {
    /// A script is about to run.
    case beforeTurn
    /// A batch is about to be committed.
    case beforeCommit
    /// A transaction is open, and a part of the batch is written.
    case inCommit
    /// A batch is durable, and nobody has acted on it.
    case afterCommit
    /// The commit that says a connection is under way is durable, and its connector has not been called.
    case beforeEffect
    /// A connector has returned, and nothing of that is stored.
    case afterEffect
}
