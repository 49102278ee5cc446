import FlowModel
import FlowStore

/// What an engine knows of its executions and its own work.
struct EngineState {
    var slots: [ExecutionID: ExecutionSlot] = [:]
    var queue = ReadyQueue()
    var pending: [EngineSubmission] = []
    var isCommitting = false
    var workers = 0
    var connections = ConnectionSchedule()
    /// What performs connections right now, cancelled ones that have not returned included.
    var connectionTasks: [ExecutionID: Task<Void, Never>] = [:]
    var wakeAt: ScriptTime?
    var timer: Task<Void, Never>?
    var timerMoment: ScriptTime?
    /// Who waits for the end of an execution, or with nil for the rest of the engine.
    var waiters: [(id: ExecutionID?, continuation: CheckedContinuation<StoreError?, Never>)] = []
    /// Who waits until nothing could run.
    var quietWaiters: [CheckedContinuation<StoreError?, Never>] = []
    /// Who waits until nothing could run, but for connectors.
    var restWaiters: [CheckedContinuation<StoreError?, Never>] = []
    var failure: StoreError?
    /// Nil when ended executions stay.
    var retention: RetentionSweep?
    var sweepTimer: Task<Void, Never>?
    var sweepMoment: ScriptTime?
    /// Something is done or waits to be done, so that time alone changes nothing yet.
    var isBusy: Bool { isCommitting || !queue.isEmpty || workers > 0 || !pending.isEmpty || connections.isBusy }
    /// Something is done besides the work of connectors.
    var isMoving: Bool { isCommitting || !queue.isEmpty || workers > 0 || !pending.isEmpty || connections.isMoving }
    var commitCount = 0
    private var hot: [(id: ExecutionID, stamp: UInt64)] = []
    private var firstHot = 0
    private var stamp: UInt64 = 0

    /// Takes who waits for connectors only, unless something else is going on.
    mutating func takeRestWaiters() -> [CheckedContinuation<StoreError?, Never>] {
        guard !restWaiters.isEmpty, !isMoving, failure == nil else { return [] }
        defer { restWaiters = [] }
        return restWaiters
    }

    /// Notes that an execution waits in memory, and drops those that have waited longest when there are too many.
    mutating func keepHot(_ id: ExecutionID, limit: Int) {
        stamp += 1
        slots[id]?.stamp = stamp
        hot.append((id, stamp))
        while slots.count > limit, firstHot < hot.count {
            let (id, stamp) = hot[firstHot]
            firstHot += 1
            guard let slot = slots[id], slot.stamp == stamp, !slot.isBusy, !slot.isQueued else { continue }
            slots[id] = nil
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
