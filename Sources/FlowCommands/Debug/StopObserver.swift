import FlowEngine
import FlowModel
import FlowStore
import Synchronization

/// Waits until an execution that is debugged stands still.
final class StopObserver: EngineObserver {
    private let id: Mutex<ExecutionID>
    private let log: any EngineObserver
    private let waiter = Mutex<AsyncStream<Void>.Continuation?>(nil)

    /// - Parameters:
    ///   - id: The execution.
    ///   - log: Who else learns of everything.
    init(_ id: ExecutionID, log: any EngineObserver) {
        self.id = Mutex(id)
        self.log = log
    }

    /// Waits for another execution from now on.
    func follow(_ id: ExecutionID) { self.id.withLock { $0 = id } }

    func logged(_ entries: [CommitOutcome.CommittedLog]) { log.logged(entries) }

    func changed(_ standings: [CommitOutcome.Standing]) {
        let id = id.withLock { $0 }
        for standing in standings where standing.id == id && (standing.isEnded || standing.row.isPaused) {
            waiter.withLock { $0 }?.yield()
        }
    }

    /// Does `body`, and returns once the execution is paused, has ended, or nothing more will come of it by itself.
    ///
    /// - Throws: What `body` or the engine throws.
    func wait(
        for engine: ExecutionEngine, after body: () async throws(StoreError) -> Void
    ) async throws(StoreError) {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        // What was seen before the change is not what comes of it.
        try await body()
        waiter.withLock { $0 = continuation }
        let failure = Mutex<StoreError?>(nil)
        let id = id.withLock { $0 }
        let task = Task {
            do throws(StoreError) {
                // Reports how it stands now, in case it stopped before anybody waited.
                try await engine.change { transitions throws(StoreError) in try transitions.mention(id) }
                try await engine.idle()
            } catch {
                failure.withLock { $0 = error }
            }
            continuation.yield()
        }
        for await _ in stream { break }
        waiter.withLock { $0 = nil }
        task.cancel()
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}
