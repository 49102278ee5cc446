import FlowModel
import FlowStore
import LuaHost

/// One execution in memory: replays its journal, then runs its script turn by turn.
///
/// Used by one thread at a time.
final class LiveExecution {
    /// What a stretch of running came to.
    enum Progress {
        /// The time slice is over; others may go before it goes on.
        case sliceOver
        /// A turn is over and has to be committed.
        case turn(Turn)
        /// The store could not be read.
        case failed(StoreError)
    }

    let id: ExecutionID
    let generation: Int64
    private(set) var journalHead: Int64?
    private(set) var callCount: UInt64
    let sandbox: Sandbox
    let catalogue: HostCatalogue
    let clock: any FlowClock
    let script: String
    let limits: SandboxLimits
    /// What is known to be otherwise than when the journal was written.
    let differences: [String]
    let earlierProcessorTime: Duration
    var state: ExecutionState
    var debugging: LiveDebugging
    let store: any FlowStore
    let records: RecordCalls
    let resources: Resources
    var replay: ReplayCursor?
    var lastTime: ScriptTime
    var turn: Turn?
    var journal: JournalWriter?
    /// Ends the turn after every call.
    var commitsEveryCall = false
    var slice: WorkerSlice?
    /// Processor time of the sandbox when the slice began.
    var usageBefore = Duration.zero
    /// The size of what the calls of the turn were given.
    var argumentBytes = 0
    var sizes = SizeLimits()
    /// Calls that have no answer yet.
    var open: Set<UInt64>
    /// Answers that have come while the script ran.
    ///
    /// One is handed over when every lane waits, then the next: so how they came together changes nothing.
    var arrivals: [Arrival] = []
    /// What the script asked for when it ended itself: the sandbox unwinds it first and then reports the end.
    var requestedEnd: Turn.Ending?

    /// Makes an execution that stands before its journal.
    ///
    /// - Parameters:
    ///   - row: Its row.
    ///   - turns: Its journal.
    ///   - script: Its script, compiled.
    ///   - sandbox: A fresh sandbox with the row's seed and time.
    ///   - limits: What the script may use.
    ///   - differences: What is otherwise than when the journal was written, in words.
    ///   - store: What is committed.
    ///   - flows: Where the scripts of its children come from.
    ///   - connectors: What it can connect to, by connector type.
    ///   - clock: What time it is.
    ///   - timeZones: The rules of time zones.
    init(
        row: StoredExecution, turns: [[UInt8]], script: Script, sandbox: Sandbox, limits: SandboxLimits,
        differences: [String] = [], store: any FlowStore, flows: any FlowSource,
        connectors: [String: any Connector] = [:], clock: any FlowClock,
        timeZones: any TimeZoneRules = SystemTimeZones()
    ) {
        id = row.id
        generation = row.generation
        journalHead = row.journalHead
        callCount = row.callCount
        self.sandbox = sandbox
        self.limits = limits
        self.differences = differences
        earlierProcessorTime = .nanoseconds(row.processorTime)
        self.clock = clock
        catalogue = .current
        self.script = row.record.script
        state = ExecutionState(
            record: row.record, generation: row.generation, flows: flows, connectors: connectors,
            timeZones: timeZones)
        debugging = LiveDebugging(row)
        self.store = store
        records = RecordCalls(
            session: RecordSession(CommittedRecords(store)), execution: row.id, generation: row.generation)
        resources = Resources(records.session, tellsNames: row.record["roles"] == .null)
        lastTime = Self.startTime(of: row)
        if !turns.isEmpty { replay = ReplayCursor(turns: turns, time: lastTime) }
        open = Set(row.openCalls.map(\.call)).union(row.arrivals.map(\.call))
        if replay == nil {
            sandbox.setProcessorTime(used: earlierProcessorTime, limit: limits.processorTime)
        } else {
            // Enough for all that the journal's calls can have cost, also on a slower machine.
            sandbox.setProcessorTime(used: .zero, limit: limits.processorTime.map { $0 * 10 + .seconds(10) })
        }
        let parameters = row.record["type"] == "WRAPPER" ? row.record["wrapped"].object?["params"] ?? [:] : nil
        sandbox.start(script, inputs: row.record.inputs, parameters: parameters)
        setBreakpoints()
    }

    /// The script's time before its first answer.
    static func startTime(of row: StoredExecution) -> ScriptTime {
        ScriptTime(iso8601: row.record["created_at"].text ?? "") ?? ScriptTime(microseconds: 0)
    }

    /// Runs on, after handing over the answers that have come.
    func advance(with arrivals: [Arrival]) -> Progress {
        slice = WorkerSlice(limits.slice)
        usageBefore = sandbox.usage.processorTime
        defer {
            charge()
            slice = nil
        }
        // The store gives all that the script has not seen, those that it gave before as well.
        if !arrivals.isEmpty { self.arrivals = arrivals.filter { open.contains($0.call) } }
        do {
            if replay != nil, try !replayOn() { return .sliceOver }
        } catch let divergence as Divergence {
            return .turn(put(aside: report(divergence, original: script)))
        } catch {
            return .turn(put(aside: "\(error)"))
        }
        leaveStop()
        begin()
        return run()
    }

    /// Takes note of where the journal ends now.
    func committed(journalHead: Int64?) {
        self.journalHead = journalHead
    }

    /// The script is in the middle of a turn.
    var isInTurn: Bool { turn != nil }

    /// Ends the turn where it is, to be gone on with later; nil when there is none.
    func interrupt() -> Turn? {
        guard turn != nil, case .turn(let turn) = finish(.continues) else { return nil }
        return turn
    }

    func begin() {
        guard turn == nil else { return }
        turn = newTurn()
        argumentBytes = 0
        journal = JournalWriter(callCount: callCount, time: lastTime)
        // The script sees the same status and start as the row has after the turn.
        state.record.move(to: .running, at: lastTime)
    }

    func newTurn() -> Turn {
        var turn = Turn(
            execution: id, generation: generation, journalHead: journalHead, callCount: callCount,
            processorTime: earlierProcessorTime.nanoseconds, startedAt: now())
        turn.limits = .init(limits)
        return turn
    }

    /// Counts what the engine itself has used for the script since the slice began: calls of the host cost most there.
    func charge() {
        guard let slice, replay == nil else { return }
        let usage = sandbox.usage.processorTime
        let own = slice.processorTime - (usage - usageBefore)
        guard own > .zero else { return }
        sandbox.setProcessorTime(used: usage + own, limit: limits.processorTime)
        usageBefore += own
    }

    func finish(_ ending: Turn.Ending) -> Progress {
        charge()
        guard var turn, let journal else { return .sliceOver }
        let effects = state.takeEffects()
        turn.changes = effects.changes
        turn.log = effects.log
        turn.created = effects.created
        turn.messages = effects.messages
        let (number, time) = (journal.callCount, lastTime)
        do throws(StoreError) {
            try records.session.trackChanges(by: .init(identity: id, now: time)) { index in
                // No call makes so many things that one of them would have the same id.
                RecordID(
                    createdBy: id, generation: generation, call: number, item: 1 << 40 | UInt64(index), at: time)
            }
        } catch {
            return .failed(error)
        }
        turn.records = records.session.takeChanges()
        if journal.eventCount > 0 { turn.journal = journal.bytes }
        turn.callCount = journal.callCount
        turn.processorTime = sandbox.usage.processorTime.nanoseconds
        turn.ending = ending
        callCount = journal.callCount
        self.turn = nil
        self.journal = nil
        return .turn(turn)
    }

    func run() -> Progress {
        while true {
            switch sandbox.step() {
            case .hostCall(let call):
                do throws(StoreError) {
                    if let ending = try handle(call) { return finish(ending) }
                } catch {
                    return .failed(error)
                }
                guard requestedEnd == nil else { continue }
                if commitsEveryCall || isLong { return finish(.continues) }
                if slice?.isOver == true { return .sliceOver }
            case .stopped(let line): return finish(.stops(stop(before: line)))
            case .sliceOver:
                if let deadline = state.runtimeDeadline, now() >= deadline { return finish(.waits) }
                return isLong ? finish(.continues) : .sliceOver
            case .idle:
                if let arrival = arrivals.first {
                    arrivals.removeFirst()
                    answer(HostCall.ID(number: arrival.call), arrival.answer, isAwaited: true)
                    turn?.delivered.append(arrival.call)
                    continue
                }
                guard !open.isEmpty else {
                    return finish(
                        .ended(.endedError, message: "the script waits for nothing", EndCause(.broken)))
                }
                return finish(.waits)
            case .returned(let value):
                do throws(StoreError) {
                    if let refusal = try passOutward(value) {
                        let cause = EndCause(.unfit, errorType: refusal.type)
                        return finish(.ended(.endedError, message: refusal.description, cause))
                    }
                } catch {
                    return .failed(error)
                }
                return finish(returned(value))
            case .ended:
                return finish(requestedEnd ?? .ended(.endedSuccess, message: nil, EndCause(.signalled)))
            case .failed(let failure):
                let cause = EndCause(.failed, errorType: failure.type, chunk: failure.chunk, line: failure.line)
                return finish(.ended(.endedError, message: failure.description, cause))
            case .killed(let kill):
                let cause = EndCause(.init(kill.reason), chunk: kill.chunk, line: kill.line)
                return finish(.ended(.endedError, message: kill.description, cause))
            }
        }
    }

    /// A turn that goes on for long is committed now and then, so that its log can be read, what it has created runs, and it
    /// needs no more memory.
    private var isLong: Bool {
        guard let turn, let journal, journal.eventCount > 0 else { return false }
        return lastTime.microseconds - turn.startedAt.microseconds > 200_000 || journal.bytes.count > 1 << 20
            || argumentBytes > 4 << 20 || state.createdCount >= Self.creationsInARow
    }

    /// Executions that a turn creates before it is committed: so many begin to run while their parent creates the next.
    private static let creationsInARow = 128

    /// The time of the clock, which for a script never goes backwards.
    func now() -> ScriptTime {
        lastTime = max(lastTime, clock.now())
        return lastTime
    }
}
