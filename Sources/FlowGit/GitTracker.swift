public import FlowEngine
import FlowModel
public import FlowStore

/// Brings changes of tracked projects into their repositories, in the order in which they were made.
///
/// A change is in the store from the commit that made it on, until it is known to be in its repository: a crash in between
/// leaves it there, and ``drain()`` of the next process finds it.
public actor GitTracker {
    private let store: any FlowStore
    private let engine: ExecutionEngine
    private let repository: any ProjectRepository
    private var draining: Task<Result<Void, any Error>, Never>?

    /// Makes a tracker.
    ///
    /// - Parameters:
    ///   - store: Where the changes are noted.
    ///   - engine: The engine that writes to the store.
    ///   - repository: Where they go.
    public init(store: any FlowStore, engine: ExecutionEngine, repository: any ProjectRepository) {
        self.store = store
        self.engine = engine
        self.repository = repository
    }

    /// Brings everything that is noted into the repositories.
    ///
    /// - Throws: `GitFailure` for the first change that could not be made, `StoreError` when the store fails; what is left is
    ///   tried again by the next call.
    public func drain() async throws {
        // One after the other: two commits at a time would be in each other's way.
        let before = draining
        let task = Task { () async -> Result<Void, any Error> in
            _ = await before?.value
            do {
                return .success(try await self.work())
            } catch {
                return .failure(error)
            }
        }
        draining = task
        try await task.value.get()
    }

    private func work() async throws {
        while true {
            let changes = try store.read { transaction throws(StoreError) in
                try transaction.records(
                    RecordQuery(type: "operation", moment: ScriptTime.range.upperBound), after: nil, limit: 1000)
            }.compactMap(TrackedChange.init)
            guard !changes.isEmpty else { return }
            for change in changes {
                let commit = try await repository.commit(change)
                try await engine.change { transitions throws(StoreError) in
                    try transitions.committed(change, as: commit)
                }
            }
        }
    }
}
