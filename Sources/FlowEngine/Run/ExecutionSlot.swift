import FlowModel
import FlowStore
import LuaHost

/// An execution that is in memory or on its way there.
///
/// Unchecked Sendable, because `live` is only touched by the worker that made the slot busy, the rest under the lock
/// of the engine.
final class ExecutionSlot: @unchecked Sendable {
    var live: LiveExecution?
    /// Its row as the last commit left it, when it has no journal yet: reading it anew takes as long as a short flow runs.
    var newRow: StoredExecution?
    var arrivals: [Arrival] = []
    var priority: Int64 = 0
    /// The generation of its journal when it was put into the queue.
    var generation: Int64 = 0
    /// The store says that it could run.
    var isReady = false
    /// How it goes on where it stopped; nil when nobody has said.
    var pace: Sandbox.Pace?
    /// In the queue of those that could run.
    var isQueued = false
    /// A worker runs it, or its turn is being committed.
    var isBusy = false
    /// The execution has ended, whatever its script still does.
    var isOver = false
    /// The execution was paused while its script computed: its turn is to be committed as it is.
    var isInterrupted = false
    /// When it was last seen to wait; tells which of several to drop.
    var stamp: UInt64 = 0

    func takeInterruption() -> Bool {
        defer { isInterrupted = false }
        return isInterrupted
    }
}
