import FlowModel
import FlowStore
import LuaHost

/// Commits: one transaction for all that came in meanwhile, made by whoever finds that nobody makes one.
extension ExecutionEngine {
    func submit(_ submission: EngineSubmission) {
        if takesOver(submission) { startCommitting() }
    }

    /// Adds what has to be committed; true when nobody commits, so that the caller has to.
    private func takesOver(_ submission: EngineSubmission) -> Bool {
        let (refusal, takesOver) = state.withLock { state -> (StoreError?, Bool) in
            if let failure = state.failure { return (failure, false) }
            state.pending.append(submission)
            defer { state.isCommitting = true }
            return (nil, !state.isCommitting)
        }
        if let refusal { submission.resume(with: refusal) }
        return takesOver
    }

    /// Submits what `make` returns in the same step as what it changes; it needs no word of a failure.
    func submit(_ make: (inout EngineState) -> EngineSubmission?) {
        let begins = state.withLock { state -> Bool in
            guard state.failure == nil, let submission = make(&state) else { return false }
            state.pending.append(submission)
            defer { state.isCommitting = true }
            return !state.isCommitting
        }
        if begins { startCommitting() }
    }

    private func startCommitting() {
        Task(executorPreference: Self.commitThread) { self.commitPending() }
    }

    /// Commits a turn on the thread of the worker that ran it, if nobody else commits.
    ///
    /// What can run after the commit then needs no other thread to wake up. Executions that wait for a processor get
    /// another worker meanwhile.
    ///
    /// - Returns: Whether the caller is a worker still.
    func commit(_ turn: Turn) -> Bool {
        guard takesOver(.turn(turn)) else { return true }
        guard !commitPending(isWorker: true) else { return true }
        return state.withLock { state in
            guard state.workers < workerLimit, !state.queue.isEmpty else { return false }
            state.workers += 1
            return true
        }
    }

    /// Commits what has come in since the last commit, as one transaction, until nothing comes.
    ///
    /// - Parameter isWorker: The caller counts as a worker: it takes one of those that can run after the commit.
    /// - Returns: Whether it still does; no longer when there was more to do than one batch, and others could run.
    @discardableResult
    private func commitPending(isWorker: Bool = false) -> Bool {
        var isWorker = isWorker
        while true {
            let batch = state.withLock { state -> [EngineSubmission] in
                defer { state.pending = [] }
                if state.pending.isEmpty {
                    state.isCommitting = false
                } else if isWorker, !state.queue.isEmpty {
                    state.workers -= 1
                    isWorker = false
                }
                return state.pending
            }
            guard !batch.isEmpty else {
                settle()
                sweepWhenIdle()
                return isWorker
            }
            if !isWorker { startWorkers() }
            let now = configuration.clock.now()
            let isIdle = batch.allSatisfy(\.isSweep)
            let crashPoint = configuration.crashPoint
            crashPoint?(.beforeCommit)
            do throws(StoreError) {
                let (outcome, wake, removal) = try store.write { transaction throws(StoreError) in
                    let transitions = ExecutionTransitions(
                        transaction, now: now, headers: headers, schedulers: StandardLibrary.schedulers)
                    for submission in batch {
                        try submission.apply(to: transitions)
                        crashPoint?(.inCommit)
                    }
                    let outcome = try transitions.finish()
                    crashPoint?(.inCommit)
                    let removal = try sweep(transaction, after: outcome, isIdle: isIdle, now)
                    return (outcome, try transaction.nextWake(), removal)
                }
                crashPoint?(.afterCommit)
                if let observer = configuration.observer {
                    if !outcome.log.isEmpty { observer.logged(outcome.log) }
                    observer.changed(outcome.standings)
                }
                if outcome.hasOperations { configuration.operationsDue?() }
                let next = configuration.plantedFault.map { $0.distorted(wake, after: outcome) } ?? wake
                dispatch(outcome, of: batch, next, reserved: isWorker ? 1 : 0)
                for submission in batch { submission.resume(with: nil) }
                swept(removal, isIdle: isIdle, now)
            } catch {
                fail(error)
                for submission in batch { submission.resume(with: error) }
            }
        }
    }

    func fail(_ error: StoreError) {
        let (waiters, rowWaiters, pending, timers, tasks) = state.withLock { state in
            state.failure = state.failure ?? error
            let waiters = state.idleWaiters + state.quietWaiters + state.restWaiters
            let rowWaiters = state.takeRowWaiters()
            defer {
                (state.idleWaiters, state.quietWaiters, state.restWaiters) = ([], [], [])
                (state.pending, state.slots) = ([], [:])
                (state.timer, state.sweepTimer) = (nil, nil)
                (state.connections, state.connectionTasks) = (ConnectionSchedule(), [:])
            }
            state.queue = ReadyQueue()
            let timers = [state.timer, state.sweepTimer, state.limitTimer]
            return (waiters, rowWaiters, state.pending, timers, state.connectionTasks)
        }
        for timer in timers { timer?.cancel() }
        for task in tasks.values { task.cancel() }
        for submission in pending { submission.resume(with: error) }
        for waiter in waiters { waiter.resume(returning: error) }
        for waiter in rowWaiters { waiter.resume(returning: .failure(error)) }
    }
}
