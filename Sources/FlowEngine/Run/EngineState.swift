import FlowModel
import FlowStore
import LuaHost

/// What an engine knows of its executions and its own work.
struct EngineState {
    /// Resumed with what failed, or nil.
    typealias Continuation = CheckedContinuation<StoreError?, Never>
    /// Resumed with the row of an execution that has ended, or nil when nothing will come of it as things are.
    typealias RowContinuation = CheckedContinuation<Result<StoredExecution?, StoreError>, Never>

    var slots: [ExecutionID: ExecutionSlot] = [:]
    /// Slots that nobody needs any more: giving their memory back takes a while, so it is not done under the lock.
    private var dropped: [ExecutionSlot] = []
    var queue = ReadyQueue()
    var pending: [EngineSubmission] = []
    var isCommitting = false
    var workers = 0
    var connections = ConnectionSchedule()
    /// What performs connections right now, cancelled ones that have not returned included.
    var connectionTasks: [ExecutionID: Task<Void, Never>] = [:]
    /// How executions that are debugged go on once they are ready.
    var paces: [ExecutionID: Sandbox.Pace] = [:]
    var wakeAt: ScriptTime?
    var timer: Task<Void, Never>?
    var timerMoment: ScriptTime?
    /// Who waits for the end of an execution.
    var waiters: [ExecutionID: [RowContinuation]] = [:]
    /// Who waits until nothing is left that could ever run.
    var idleWaiters: [Continuation] = []
    /// Who waits until nothing could run.
    var quietWaiters: [Continuation] = []
    /// Who waits until nothing could run, but for connectors.
    var restWaiters: [Continuation] = []
    var failure: StoreError?
    /// Nil when ended executions stay.
    var retention: RetentionSweep?
    var sweepTimer: Task<Void, Never>?
    var sweepMoment: ScriptTime?
    /// Comes back when limits of connectors let the next connection begin.
    var limitTimer: Task<Void, Never>?
    var limitMoment: Double?
    /// Something is done or waits to be done, so that time alone changes nothing yet.
    var isBusy: Bool { isCommitting || !queue.isEmpty || workers > 0 || !pending.isEmpty || connections.isBusy }
    /// Something is done besides the work of connectors.
    var isMoving: Bool { isCommitting || !queue.isEmpty || workers > 0 || !pending.isEmpty || connections.isMoving }
    var commitCount = 0
    private var hot: [(id: ExecutionID, stamp: UInt64)] = []
    private var firstHot = 0
    private var stamp: UInt64 = 0

    /// Forgets an execution that is in memory.
    mutating func drop(_ id: ExecutionID) {
        if let slot = slots.removeValue(forKey: id) { dropped.append(slot) }
    }

    /// Hands over what was dropped, to be let go of outside of the lock.
    mutating func takeDropped() -> [ExecutionSlot] {
        defer { dropped = [] }
        return dropped
    }

    /// Takes all who wait for the end of an execution.
    mutating func takeRowWaiters() -> [RowContinuation] {
        defer { waiters = [:] }
        return Array(waiters.values.joined())
    }

    /// Takes who waits for connectors only, unless something else is going on.
    mutating func takeRestWaiters() -> [Continuation] {
        guard !restWaiters.isEmpty, !isMoving, failure == nil else { return [] }
        defer { restWaiters = [] }
        return restWaiters
    }

    /// Notes that an execution waits in memory, and drops those that have waited longest when there are too many.
    mutating func keepHot(_ id: ExecutionID, limit: Int) {
        stamp += 1
        slots[id]?.stamp = stamp
        hot.append((id, stamp))
        while slots.count - queue.count > limit, firstHot < hot.count {
            let (id, stamp) = hot[firstHot]
            firstHot += 1
            guard let slot = slots[id], slot.stamp == stamp, !slot.isBusy, !slot.isQueued else { continue }
            drop(id)
        }
        if firstHot > 1024, firstHot > hot.count / 2 {
            hot.removeFirst(firstHot)
            firstHot = 0
        } else if hot.count > 4 * limit + 1024 {
            hot = hot[firstHot...].filter { slots[$0.id]?.stamp == $0.stamp }
            firstHot = 0
        }
    }
}
