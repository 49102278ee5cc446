public import FlowModel
public import FlowStore
public import LuaHost
import Synchronization

/// Runs the executions of one store: many at a time, each turn made durable before anybody sees what came of it.
///
/// ```swift
/// let engine = ExecutionEngine(store: store, environment: try .flow(), configuration: EngineConfiguration())
/// try await engine.recover()
/// let id = try await engine.start(record)
/// let row = try await engine.end(of: id)
/// ```
public final class ExecutionEngine: Sendable {
    let store: any FlowStore
    let configuration: EngineConfiguration
    private let environments: JournalEnvironments
    private let scripts = ScriptCache()
    let state = Mutex(EngineState())
    /// The headers of journals that begin now; touched by commits only.
    private let headers: JournalHeaderNumbers
    private let workerLimit: Int
    private let connectorTypes: [String]
    /// The thread that commits; stores block it.
    static let commitThread = ScriptThreads(count: 1)

    /// Makes an engine; nothing runs before ``recover()`` or ``start(_:isRunnable:)``.
    ///
    /// - Parameters:
    ///   - store: The store, which this engine alone writes to.
    ///   - environment: What scripts can reach, see `SandboxEnvironment.flow()`.
    ///   - configuration: Limits, clock, flows.
    public init(store: any FlowStore, environment: SandboxEnvironment, configuration: EngineConfiguration) {
        self.store = store
        environments = JournalEnvironments(environment)
        headers = JournalHeaderNumbers(environments.header)
        self.configuration = configuration
        workerLimit = configuration.workers ?? ScriptThreads.processorCount
        connectorTypes = configuration.connectors.keys.sorted()
        if let seconds = configuration.retention {
            state.withLock { $0.retention = RetentionSweep(seconds: seconds) }
        }
    }

    // MARK: - What callers do

    /// Goes on with every execution of the store that could run or waits for a moment.
    ///
    /// - Throws: `StoreError` when the store cannot be read or written.
    public func recover() async throws(StoreError) {
        try await change { transitions throws(StoreError) in try transitions.recover() }
    }

    /// Starts an execution.
    ///
    /// - Parameters:
    ///   - record: Its fields.
    ///   - seed: What `math.random` starts from.
    ///   - isRunnable: False to create it only.
    /// - Returns: Its id.
    /// - Throws: `StoreError` when it cannot be stored.
    @discardableResult
    public func start(
        _ record: ExecutionRecord, seed: UInt64, isRunnable: Bool = true
    ) async throws(StoreError) -> ExecutionID {
        try await change { transitions throws(StoreError) in
            try transitions.create(StoredExecution(record: record, seed: seed, isRunnable: isRunnable))
        }
        return record.id
    }

    /// Ends an execution as cancelled; nothing happens when it has ended.
    public func cancel(_ id: ExecutionID, message: String?) async {
        // A store that fails ends everything anyway.
        try? await change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.cancel(message: message), .execution(id)))
        }
    }

    /// Makes a change in a transaction of its own, or one shared with others.
    ///
    /// - Throws: `StoreError` when it could not be made durable.
    public func change(
        _ body: @escaping @Sendable (ExecutionTransitions) throws(StoreError) -> Void
    ) async throws(StoreError) {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<StoreError?, Never>) in
            submit(.change(body, continuation))
        }
        if let result { throw result }
    }

    /// Ends the engine: no turn begins any more, and connections that are performed are cancelled.
    ///
    /// What is not committed is repeated by the next engine.
    public func stop() {
        fail(StoreError(.stopped, "the engine was stopped"))
    }

    // MARK: - Commits

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
    private func commit(_ turn: Turn) -> Bool {
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
                    let transitions = ExecutionTransitions(transaction, now: now, headers: headers)
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

    private func fail(_ error: StoreError) {
        let (waiters, pending, timers, tasks) = state.withLock { state in
            state.failure = state.failure ?? error
            for waiter in state.quietWaiters + state.restWaiters { state.waiters.append((nil, waiter)) }
            state.restWaiters = []
            defer {
                (state.waiters, state.quietWaiters, state.pending, state.slots) = ([], [], [], [:])
                (state.timer, state.sweepTimer) = (nil, nil)
                (state.connections, state.connectionTasks) = (ConnectionSchedule(), [:])
            }
            state.queue = ReadyQueue()
            return (state.waiters, state.pending, [state.timer, state.sweepTimer], state.connectionTasks)
        }
        for timer in timers { timer?.cancel() }
        for task in tasks.values { task.cancel() }
        for submission in pending { submission.resume(with: error) }
        for waiter in waiters { waiter.continuation.resume(returning: error) }
    }

    /// Acts on what was committed: who can run is put into the queue, who has ended is dropped.
    private func dispatch(
        _ outcome: CommitOutcome, of batch: [EngineSubmission], _ wake: ScriptTime?, reserved: Int
    ) {
        let ended = state.withLock { state -> [CheckedContinuation<StoreError?, Never>] in
            state.wakeAt = wake
            var heads: Set<ExecutionID> = []
            for case .turn(let turn) in batch {
                state.slots[turn.execution]?.isBusy = false
                heads.insert(turn.execution)
            }
            for id in outcome.refused { state.slots[id]?.live = nil }
            var over: [CheckedContinuation<StoreError?, Never>] = []
            for standing in outcome.standings {
                if heads.contains(standing.id), let live = state.slots[standing.id]?.live,
                    live.generation == standing.generation
                {
                    live.committed(journalHead: standing.journalHead)
                }
                if !standing.isConnection { place(standing, in: &state) }
                guard standing.isEnded else { continue }
                over += state.waiters.filter { $0.id == standing.id }.map(\.continuation)
                state.waiters.removeAll { $0.id == standing.id }
            }
            dispatchConnections(outcome, of: batch, in: &state)
            return over
        }
        for continuation in ended { continuation.resume(returning: nil) }
        startWorkers(reserved: reserved)
        startConnections()
    }

    private func place(_ standing: CommitOutcome.Standing, in state: inout EngineState) {
        let slot = state.slots[standing.id]
        if let slot, slot.isBusy || slot.live?.isInTurn == true {
            if standing.isEnded { slot.isOver = true }
            if !standing.isReady { slot.isInterrupted = true }
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
                state.slots[standing.id] = nil
            }
            return
        }
        let ready = slot ?? ExecutionSlot()
        state.slots[standing.id] = ready
        ready.arrivals = standing.arrivals
        ready.priority = standing.priority
        if configuration.alwaysReplays, !ready.isQueued { ready.live = nil }
        guard !ready.isQueued else { return }
        ready.isQueued = true
        state.queue.push(standing.id, priority: standing.priority)
    }

    // MARK: - Timers and rest

    /// Called when nothing is left to commit: sets the timer, or finds that nothing is left at all.
    func settle() {
        let resting = state.withLock { state -> [CheckedContinuation<StoreError?, Never>] in
            let isBusy = state.isBusy
            guard state.failure == nil else { return [] }
            let rested = state.takeRestWaiters()
            if configuration.clock.isVirtual, isBusy { return rested }
            arm(&state)
            guard !isBusy else { return rested }
            let quiet = state.quietWaiters + rested
            state.quietWaiters = []
            guard state.wakeAt == nil else { return quiet }
            defer { state.waiters = [] }
            return quiet + state.waiters.map(\.continuation)
        }
        for continuation in resting { continuation.resume(returning: nil) }
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

    // MARK: - Workers

    private func startWorkers(reserved: Int = 0) {
        let count = state.withLock { state -> Int in
            let count = min(workerLimit - state.workers, state.queue.count - reserved)
            state.workers += max(0, count)
            return count
        }
        guard count > 0 else { return }
        for _ in 0..<count { Task(executorPreference: ScriptThreads.shared) { self.work() } }
    }

    private func work() {
        while let (slot, id, round) = next() {
            configuration.crashPoint?(.beforeTurn)
            switch run(slot, id) {
            case .sliceOver?:
                state.withLock { state in
                    guard state.failure == nil else { return }
                    guard !slot.isOver else {
                        state.slots[id] = nil
                        return
                    }
                    slot.isBusy = false
                    slot.isQueued = true
                    state.queue.push(id, priority: slot.priority, after: round)
                }
            case .turn(let turn)?:
                guard commit(configuration.plantedFault?.distorted(turn) ?? turn) else { return settle() }
            case .failed(let error)?: fail(error)
            case nil: break
            }
        }
        settle()
    }

    private func next() -> (ExecutionSlot, ExecutionID, UInt64)? {
        state.withLock { state in
            guard state.failure == nil, let (id, round) = state.queue.pop(), let slot = state.slots[id] else {
                state.workers -= 1
                return nil
            }
            slot.isBusy = true
            slot.isQueued = false
            return (slot, id, round)
        }
    }

    private func run(_ slot: ExecutionSlot, _ id: ExecutionID) -> LiveExecution.Progress? {
        do throws(StoreError) {
            if slot.live == nil {
                guard let progress = try load(slot, id) else {
                    let arrivals = slot.arrivals
                    slot.arrivals = []
                    return slot.live?.advance(with: arrivals)
                }
                return progress
            }
        } catch {
            fail(error)
            return nil
        }
        if state.withLock({ _ in slot.takeInterruption() }), let turn = slot.live?.interrupt() { return .turn(turn) }
        let arrivals = slot.arrivals
        slot.arrivals = []
        return slot.live?.advance(with: arrivals)
    }

    /// Brings an execution into memory; returns the turn that ends it when its script cannot be run.
    private func load(_ slot: ExecutionSlot, _ id: ExecutionID) throws(StoreError) -> LiveExecution.Progress? {
        let loaded = try store.read { transaction throws(StoreError) in
            guard let row = try transaction.execution(id) else {
                throw StoreError(.damaged, "the execution \(id) is gone")
            }
            let limits = configuration.treeLimits[row.record.topID] ?? configuration.limits
            let circumstances = Result { try environments.circumstances(of: row.header, limits, transaction) }
            return (row, try transaction.turns(upTo: row.journalHead), circumstances)
        }
        let (row, turns, found) = loaded
        slot.arrivals = row.arrivals
        let name = "\(row.record.scriptName).lua"
        // Whoever creates an execution from outside may have left that to us.
        if turns.isEmpty, let error = ExecutionSchemas.faultOfInputs(row.record) {
            var turn = emptyTurn(of: row)
            turn.ending = .ended(.endedError, message: error.description, EndCause(.unfit, errorType: error.type))
            return .turn(turn)
        }
        do {
            let circumstances = try found.get()
            let script = try scripts.script(source: Array(row.record.script.utf8), name: name)
            let sandbox = try Sandbox(
                environment: circumstances.environment, limits: circumstances.limits, seed: row.seed,
                startTime: LiveExecution.startTime(of: row))
            slot.live = LiveExecution(
                row: row, turns: turns, script: script, sandbox: sandbox, limits: circumstances.limits,
                differences: circumstances.differences, store: store, flows: configuration.flows,
                connectorTypes: connectorTypes,
                clock: configuration.clock)
            slot.live?.commitsEveryCall = configuration.commitsEveryCall
            return nil
        } catch {
            var turn = emptyTurn(of: row)
            // Only a script that has never run is at fault itself; anything else may be mended, and then it goes on.
            turn.ending =
                error is ScriptError && turns.isEmpty
                ? .ended(.endedError, message: "\(error)", EndCause(.uncompilable, errorType: "SyntaxError"))
                : .diverged("the script cannot be loaded here: \(error)")
            return .turn(turn)
        }
    }

    private func emptyTurn(of row: StoredExecution) -> Turn {
        Turn(
            execution: row.id, generation: row.generation, journalHead: row.journalHead, callCount: row.callCount,
            processorTime: row.processorTime, startedAt: configuration.clock.now())
    }
}
