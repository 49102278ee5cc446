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
    private let catalogue: HostCatalogue
    private let clock: any FlowClock
    private let script: String
    private let limits: SandboxLimits
    /// What is known to be otherwise than when the journal was written.
    private let differences: [String]
    private let earlierProcessorTime: Duration
    var state: ExecutionState
    var debugging: LiveDebugging
    private let store: any FlowStore
    private let records: RecordCalls
    private let resources: Resources
    private var replay: ReplayCursor?
    private(set) var lastTime: ScriptTime
    private var turn: Turn?
    private var journal: JournalWriter?
    /// Ends the turn after every call.
    var commitsEveryCall = false
    private var slice: WorkerSlice?
    /// Processor time of the sandbox when the slice began.
    private var usageBefore = Duration.zero
    /// The size of what the calls of the turn were given.
    private var argumentBytes = 0
    private var sizes = SizeLimits()
    /// Calls that have no answer yet.
    private var open: Set<UInt64>
    /// Answers that have come while the script ran.
    ///
    /// One is handed over when every lane waits, then the next: so how they came together changes nothing.
    private var arrivals: [Arrival] = []
    /// What the script asked for when it ended itself: the sandbox unwinds it first and then reports the end.
    private var requestedEnd: Turn.Ending?

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
        resources = Resources(records.session)
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

    /// Replays to the end of the journal.
    ///
    /// - Parameter original: The script that the journal was written with.
    /// - Returns: The report of the first difference; nil when there is none.
    func rehearse(original: String) -> String? {
        do {
            while replay != nil { if try replayOn() { break } }
            return nil
        } catch let divergence as Divergence {
            return report(divergence, original: original)
        } catch {
            return "\(error)"
        }
    }

    // MARK: - Replay

    /// Goes on with the replay; false when a time slice is over before its end.
    private func replayOn() throws -> Bool {
        guard var cursor = replay else { return true }
        while true {
            switch try cursor.next() {
            case .answer(let call, let answer, let time):
                lastTime = max(lastTime, time)
                sandbox.answer(HostCall.ID(number: call), recorded: answer, at: time)
            case .step, .settle:
                let isOver = try !step(along: &cursor)
                guard !isOver, cursor.callCount & 0xFF != 0 || slice?.isOver != true else {
                    replay = cursor
                    return false
                }
            case .live:
                guard cursor.callCount == callCount else {
                    throw JournalError(description: "the journal has \(cursor.callCount) calls instead of \(callCount)")
                }
                sandbox.setProcessorTime(used: earlierProcessorTime, limit: limits.processorTime)
                usageBefore = earlierProcessorTime
                slice = slice.map { _ in WorkerSlice(limits.slice) }
                replay = nil
                return true
            }
        }
    }

    private func report(_ divergence: Divergence, original: String) -> String {
        let report = divergence.report(script: script, original: original)
        return ([report] + differences.map { "  perhaps because \($0)" }).joined(separator: "\n")
    }

    /// Steps as the cursor has said; false when a time slice is over.
    private func step(along cursor: inout ReplayCursor) throws -> Bool {
        switch sandbox.step() {
        case .hostCall(let call): try cursor.verify(Self.recorded(call))
        case .sliceOver: return false
        case .stopped: break  // it did not stop there when it was live
        case .idle: try cursor.settled()
        case .killed(let kill):
            throw ReplayKilled(description: "the replay was ended at call \(cursor.callCount): \(kill)")
        case .returned, .ended, .failed: throw cursor.missing(ended: true)
        }
        return true
    }

    /// What the journal keeps of a call.
    static func recorded(_ call: HostCall) -> RecordedCall {
        RecordedCall(
            lane: UInt32(call.lane), function: "\(call.receiver.className):\(call.method)", line: Int32(call.line ?? 0),
            digest: call.digest)
    }

    private func put(aside report: String) -> Turn {
        var turn = newTurn()
        turn.ending = .diverged(report)
        return turn
    }

    // MARK: - Turns

    private func begin() {
        guard turn == nil else { return }
        turn = newTurn()
        argumentBytes = 0
        journal = JournalWriter(callCount: callCount, time: lastTime)
        // The script sees the same status and start as the row has after the turn.
        state.record.move(to: .running, at: lastTime)
    }

    private func newTurn() -> Turn {
        var turn = Turn(
            execution: id, generation: generation, journalHead: journalHead, callCount: callCount,
            processorTime: earlierProcessorTime.nanoseconds, startedAt: now())
        turn.limits = .init(limits)
        return turn
    }

    /// Counts what the engine itself has used for the script since the slice began: calls of the host cost most there.
    private func charge() {
        guard let slice, replay == nil else { return }
        let usage = sandbox.usage.processorTime
        let own = slice.processorTime - (usage - usageBefore)
        guard own > .zero else { return }
        sandbox.setProcessorTime(used: usage + own, limit: limits.processorTime)
        usageBefore += own
    }

    private func finish(_ ending: Turn.Ending) -> Progress {
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

    private func run() -> Progress {
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
                    try passOutward(value)
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

    /// A turn that goes on for long is committed now and then, so that its log can be read and needs no more memory.
    private var isLong: Bool {
        guard let turn, let journal, journal.eventCount > 0 else { return false }
        return lastTime.microseconds - turn.startedAt.microseconds > 200_000 || journal.bytes.count > 1 << 20
            || argumentBytes > 4 << 20
    }

    /// Answers a call, or leaves it to the store; returns how the turn ends when it has to.
    private func handle(_ call: HostCall) throws(StoreError) -> Turn.Ending? {
        let time = now()
        journal?.append(.call(Self.recorded(call)))
        let size = call.argumentText.utf8.count
        argumentBytes += size
        open.insert(call.id.number)
        let isOwn = call.receiver.className == "Execution" && call.receiver.id == "self"
        if let error = sizes.fault(of: call.method, isOwn: isOwn, size: size, output: state.record.output) {
            answer(call.id, EncodedAnswer(.failure(error)))
            return nil
        }
        guard let signature = catalogue.signature(call.receiver.className, call.method) else {
            let error = FlowError(.internalError, "the engine has no \(call.receiver.className):\(call.method)")
            answer(call.id, EncodedAnswer(.failure(error)))
            return nil
        }
        let context = CallContext(
            receiver: call.receiver, call: call.id.number, line: call.line ?? 0, now: time,
            resources: resources)
        switch try decide(signature, call.arguments, context) {
        case .returnItself:
            answer(call.id, .receiver)
            if signature.name == "save" { renewDebugging() }
        case .stop:
            // The answer is the same whether it stops or not, and so is the journal.
            answer(call.id, .receiver)
            if debugging.settings.isOn { return .stops(ExecutionStop(line: Int64(call.line ?? 0), lines: 0)) }
        case .returnValues(let values): answer(call.id, EncodedAnswer(.values(values)))
        case .raise(let error): answer(call.id, EncodedAnswer(.failure(error)))
        case .request(let request):
            if let found = try readAtOnce(request) {
                answer(call.id, EncodedAnswer(found))
                return nil
            }
            turn?.requests.append(request)
            // A savepoint is a place between turns.
            switch request.question {
            case .createSavepoint, .loadSavepoint: return .continues
            default: return nil
            }
        case .end(let status, let message):
            requestedEnd = .ended(status, message: message, EndCause(.signalled))
            answer(call.id, EncodedAnswer(.end(status.rawValue)))
        case .fail(let error):
            requestedEnd = .ended(.endedError, message: error.description, EndCause(.unfit, errorType: error.type))
            answer(call.id, EncodedAnswer(.end(ExecutionStatus.endedError.rawValue)))
        case .startOver(let inputs):
            requestedEnd = .startsOver(inputs: inputs)
            answer(call.id, EncodedAnswer(.end("continue_as_new")))
        }
        return nil
    }

    /// Answers a question about what is committed, unless the turn itself may have changed that.
    private func readAtOnce(_ request: Request) throws(StoreError) -> HostAnswer? {
        guard case .read(let query) = request.question, request.controls.isEmpty, turn?.requests.isEmpty == true,
            state.createsNothing
        else { return nil }
        // Its own log has entries that are not committed.
        if case .log(id) = query { return nil }
        return try store.read { transaction throws(StoreError) in
            try ExecutionTransitions(transaction, now: request.time).read(query)
        }
    }

    private func decide(
        _ signature: HostSignature, _ arguments: [HostValue], _ context: CallContext
    ) throws(StoreError) -> HostCallAction {
        let mark = records.session.mark
        let access = CallAccess(
            session: records.session, own: state.record, created: state.pending.created,
            messages: state.pending.messages)
        var (context, arguments) = (context, arguments)
        do {
            if let action = try records.perform(signature, arguments, context, access) { return action }
            context.setup = try access.prepare(signature, arguments, context, generation: generation)
            arguments = try records.resolved(signature, arguments)
        } catch let error as FlowError {
            records.session.undo(to: mark)
            return .raise(
                FlowError(type: error.type, message: "\(signature.name): \(error.message)", details: error.details))
        } catch {
            throw error as? StoreError ?? StoreError(.failed, "\(error)")
        }
        let action = state.call(signature, arguments, context)
        if let failure = resources.failure { throw failure }
        if case .raise = action { records.session.undo(to: mark) }
        return action
    }

    private func answer(_ call: HostCall.ID, _ answer: EncodedAnswer, isAwaited: Bool = false) {
        let time = now()
        journal?.append(.answer(call: call.number, answer, time: time, isAwaited: isAwaited))
        open.remove(call.number)
        sandbox.answer(call, recorded: answer, at: time)
    }

    /// The output of an execution that a wrapper returns is its own.
    private func passOutward(_ value: HostValue?) throws(StoreError) {
        guard state.record["type"] == "WRAPPER", case .reference? = value, let other = value?.executionID, other != id
        else { return }
        let row = try store.read { transaction throws(StoreError) in try transaction.execution(other) }
        if let row { state.replaceOutput(row.record.output, at: now()) }
    }

    private func returned(_ value: HostValue?) -> Turn.Ending {
        do throws(FlowError) {
            switch value {
            // `return this:log(...)` returns the execution itself, which says nothing.
            case nil, .reference?: break
            case let value?: state.merge(output: try value.json(named: "the returned value"), at: now())
            }
            try ExecutionSchemas.checkOutput(state.record)
            return .ended(.endedSuccess, message: nil, EndCause(.returned))
        } catch {
            return .ended(.endedError, message: error.description, EndCause(.unfit, errorType: error.type))
        }
    }

    /// The time of the clock, which for a script never goes backwards.
    private func now() -> ScriptTime {
        lastTime = max(lastTime, clock.now())
        return lastTime
    }
}

/// A replay that reached a limit.
private struct ReplayKilled: Error, CustomStringConvertible {
    let description: String
}
