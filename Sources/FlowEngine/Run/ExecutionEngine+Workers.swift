import FlowModel
import FlowStore
import LuaHost

/// Workers: as many as there are processors, each runs the slices of what can run.
extension ExecutionEngine {
    func startWorkers(reserved: Int = 0) {
        let count = state.withLock { state -> Int in
            let count = min(workerLimit - state.workers, state.queue.count - reserved)
            state.workers += max(0, count)
            return count
        }
        guard count > 0 else { return }
        for _ in 0..<count { startWorker() }
    }

    private func startWorker() {
        Task(executorPreference: ScriptThreads.shared) { self.work() }
    }

    /// Turns that a worker runs, after which it goes to the end of the line: other engines and timers share its threads.
    private static let turnsInARow = 64

    private func work() {
        var turnsLeft = Self.turnsInARow
        while let (slot, id, round) = next() {
            turnsLeft -= 1
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
                turnsLeft = 0
            case .turn(let turn)?:
                guard commit(configuration.plantedFault?.distorted(turn) ?? turn) else { return settle() }
            case .failed(let error)?: fail(error)
            case nil: break
            }
            guard turnsLeft > 0 else { return startWorker() }
        }
        settle()
    }

    private func next() -> (ExecutionSlot, ExecutionID, UInt64)? {
        let (found, dropped) = state.withLock { state -> ((ExecutionSlot, ExecutionID, UInt64)?, [ExecutionSlot]) in
            while state.failure == nil, let (id, round) = state.queue.pop() {
                guard let slot = state.slots[id] else { continue }
                slot.isQueued = false
                // It was paused or ended meanwhile; a turn that it is in the middle of is ended by the worker.
                guard slot.isReady || slot.live?.isInTurn == true else {
                    state.drop(id)
                    continue
                }
                slot.isBusy = true
                return ((slot, id, round), state.takeDropped())
            }
            state.workers -= 1
            return (nil, state.takeDropped())
        }
        withExtendedLifetime(dropped) {}
        return found
    }

    private func run(_ slot: ExecutionSlot, _ id: ExecutionID) -> LiveExecution.Progress? {
        if state.withLock({ _ in slot.takeInterruption() }), let live = slot.live {
            if let turn = live.interrupt() { return .turn(turn) }
            // It was still on its way along a journal that may be another by now.
            slot.live = nil
        }
        do throws(StoreError) {
            if slot.live == nil {
                guard let progress = try load(slot, id) else { return advance(slot) }
                return progress
            }
        } catch {
            fail(error)
            return nil
        }
        return advance(slot)
    }

    private func advance(_ slot: ExecutionSlot) -> LiveExecution.Progress? {
        let arrivals = slot.arrivals
        slot.arrivals = []
        if let pace = slot.pace {
            slot.live?.debugging.pace = pace
            slot.pace = nil
        }
        return slot.live?.advance(with: arrivals)
    }

    /// Brings an execution into memory; returns the turn that ends it when its script cannot be run.
    private func load(_ slot: ExecutionSlot, _ id: ExecutionID) throws(StoreError) -> LiveExecution.Progress? {
        let (row, turns, found) = try stored(slot, id)
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
                connectors: configuration.connectors, clock: configuration.clock,
                timeZones: configuration.timeZones)
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

    /// The row of an execution, its journal, and what its script is loaded with.
    private func stored(
        _ slot: ExecutionSlot, _ id: ExecutionID
    ) throws(StoreError) -> (StoredExecution, [[UInt8]], Result<JournalEnvironments.Circumstances, any Error>) {
        let newRow = state.withLock { _ in
            defer { slot.newRow = nil }
            return slot.newRow
        }
        if let newRow {
            let limits = limits(of: newRow)
            return (newRow, [], Result { try environments.circumstances(of: nil, limits) })
        }
        return try store.read { transaction throws(StoreError) in
            guard let row = try transaction.execution(id) else {
                throw StoreError(.damaged, "the execution \(id) is gone")
            }
            let limits = limits(of: row)
            let circumstances = Result { try environments.circumstances(of: row.header, limits, transaction) }
            return (row, try transaction.turns(upTo: row.journalHead), circumstances)
        }
    }

    private func limits(of row: StoredExecution) -> SandboxLimits {
        var limits = configuration.limits
        if let own = row.limits { limits.replace(by: own) }
        if let time = configuration.processorTimeOverride { limits.processorTime = time }
        return limits
    }

    private func emptyTurn(of row: StoredExecution) -> Turn {
        Turn(
            execution: row.id, generation: row.generation, journalHead: row.journalHead, callCount: row.callCount,
            processorTime: row.processorTime, startedAt: configuration.clock.now())
    }
}
