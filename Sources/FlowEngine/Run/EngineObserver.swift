public import FlowStore

/// Learns what has been committed, in the order of the commits.
///
/// Called between two commits, so it must not wait for long.
public protocol EngineObserver: Sendable {
    /// Takes log entries of executions, oldest first.
    func logged(_ entries: [CommitOutcome.CommittedLog])
    /// Takes how executions stand after a commit.
    func changed(_ standings: [CommitOutcome.Standing])
}

extension EngineObserver {
    /// Ignores log entries.
    public func logged(_ entries: [CommitOutcome.CommittedLog]) {}
    /// Ignores changes.
    public func changed(_ standings: [CommitOutcome.Standing]) {}
}
