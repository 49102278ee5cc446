import FlowModel
import FlowStore
import LuaHost

/// What a commit leads to: who can run is put into the queue, who waits is kept or dropped, the timer is set.
extension ExecutionEngine {
    /// Executions in the queue, after which rows of further ones are left to the store.
    private static let newRowLimit = 4096

    /// Acts on what was committed: who can run is put into the queue, who has ended is dropped.
    func dispatch(
        _ outcome: CommitOutcome, of batch: [EngineSubmission], _ wake: ScriptTime?, reserved: Int
    ) {
        let (ended, dropped) = state.withLock { state in
            state.wakeAt = wake
            var heads: Set<ExecutionID> = []
            for case .turn(let turn) in batch {
                state.slots[turn.execution]?.isBusy = false
                heads.insert(turn.execution)
            }
            for id in outcome.refused { state.slots[id]?.live = nil }
            var over: [(StoredExecution, [EngineState.RowContinuation])] = []
            for standing in outcome.standings {
                if heads.contains(standing.id), let live = state.slots[standing.id]?.live,
                    live.generation == standing.generation
                {
                    live.committed(journalHead: standing.journalHead)
                }
                if !standing.isConnection { place(standing, in: &state) }
                guard standing.isEnded else { continue }
                if let waiters = state.waiters.removeValue(forKey: standing.id) { over.append((standing.row, waiters)) }
            }
            dispatchConnections(outcome, of: batch, in: &state)
            // A worker lets go of what was dropped, so that the next commit need not wait for it.
            return (over, state.workers > reserved ? [] : state.takeDropped())
        }
        withExtendedLifetime(dropped) {}
        for (row, waiters) in ended { for waiter in waiters { waiter.resume(returning: .success(row)) } }
        startWorkers(reserved: reserved)
        startConnections()
    }

    private func place(_ standing: CommitOutcome.Standing, in state: inout EngineState) {
        let slot = state.slots[standing.id]
        slot?.newRow = nil
        slot?.isReady = standing.isReady
        if let slot, slot.isBusy || slot.live?.isInTurn == true {
            if standing.isEnded { slot.isOver = true }
            // A turn of an older generation will be refused, so it need not go on to its end.
            if !standing.isReady || standing.generation != slot.generation { slot.isInterrupted = true }
            if slot.isBusy || slot.isQueued { return }
        }
        if let live = slot?.live, live.generation != standing.generation || live.journalHead != standing.journalHead {
            slot?.live = nil
        }
        guard standing.isReady else {
            guard let slot, !slot.isQueued else { return }
            slot.arrivals = []
            let isShortWait =
                standing.wakeAt.map {
                    Double($0.microseconds - configuration.clock.now().microseconds) < configuration.hotSeconds * 1e6
                } ?? true
            let keeps =
                !standing.isEnded && !configuration.alwaysReplays && slot.live != nil
                && (isShortWait || (slot.live?.callCount ?? 0) > 1000)
            if keeps {
                state.keepHot(standing.id, limit: configuration.hotLimit)
            } else {
                state.drop(standing.id)
            }
            return
        }
        let ready = slot ?? ExecutionSlot()
        state.slots[standing.id] = ready
        ready.arrivals = standing.arrivals
        ready.isReady = true
        ready.priority = standing.priority
        ready.generation = standing.generation
        if !state.paces.isEmpty, let pace = state.paces.removeValue(forKey: standing.id) { ready.pace = pace }
        ready.live?.adoptDebugging(of: standing.record)
        if standing.row.isNew, state.queue.count < Self.newRowLimit { ready.newRow = standing.row }
        if configuration.alwaysReplays, !ready.isQueued { ready.live = nil }
        guard !ready.isQueued else { return }
        ready.isQueued = true
        state.queue.push(standing.id, priority: standing.priority)
    }

    /// Called when nothing is left to commit: sets the timer, or finds that nothing is left at all.
    func settle() {
        let (resting, rowWaiters) = state.withLock {
            state -> ([EngineState.Continuation], [EngineState.RowContinuation]) in
            let isBusy = state.isBusy
            guard state.failure == nil else { return ([], []) }
            let rested = state.takeRestWaiters()
            if configuration.clock.isVirtual, isBusy { return (rested, []) }
            arm(&state)
            guard !isBusy else { return (rested, []) }
            let quiet = state.quietWaiters + rested
            state.quietWaiters = []
            guard state.wakeAt == nil else { return (quiet, []) }
            defer { state.idleWaiters = [] }
            return (quiet + state.idleWaiters, state.takeRowWaiters())
        }
        for continuation in resting { continuation.resume(returning: nil) }
        for waiter in rowWaiters { waiter.resume(returning: .success(nil)) }
    }

    private func arm(_ state: inout EngineState) {
        guard state.timerMoment != state.wakeAt else { return }
        state.timer?.cancel()
        (state.timer, state.timerMoment) = (nil, state.wakeAt)
        guard let moment = state.wakeAt else { return }
        let clock = configuration.clock
        state.timer = Task(executorPreference: ScriptThreads.shared) { [weak self] in
            await clock.wait(until: moment)
            guard !Task.isCancelled, let self else { return }
            self.state.withLock { if $0.timerMoment == moment { $0.timerMoment = nil } }
            self.submit(.wake)
        }
    }
}
