import FlowModel
import LuaHost

/// One execution while it runs: asks the sandbox what happens next, lets the state decide, and does what it decides.
struct ExecutionRun {
    private struct Sleeper {
        let call: HostCall.ID
        let moment: ScriptTime
    }

    private let sandbox: Sandbox
    private var state: ExecutionState
    private let clock: any FlowClock
    private let log: any LogSink
    /// In the order in which they wake up; equal ones in the order of their calls.
    private var sleepers: [Sleeper] = []
    private var lastTime: ScriptTime
    /// What the script asked for when it ended itself: the sandbox unwinds it first and then reports the end.
    private var requestedEnd: (status: ExecutionStatus, message: String?)?

    init(sandbox: Sandbox, state: ExecutionState, clock: any FlowClock, log: any LogSink) {
        self.sandbox = sandbox
        self.state = state
        self.clock = clock
        self.log = log
        lastTime = clock.now()
    }

    mutating func untilEnd() async -> ExecutionReport {
        state.record.move(to: .running, at: now())
        while true {
            if Task.isCancelled { return finish(.endedCancelled, "cancelled from outside", .stopped) }
            if let deadline = runtimeDeadline, now() >= deadline {
                return finish(.endedError, "maximum runtime exceeded", .overran)
            }
            wakeSleepers()
            switch sandbox.step() {
            case .hostCall(let call): answer(call)
            case .sliceOver: await Task.yield()
            case .idle:
                guard !sleepers.isEmpty else {
                    return finish(.endedError, "the script waits for nothing", .broken("idle without a wait"))
                }
                await sleep()
            case .returned(let value): return returned(value)
            case .ended:
                let end = requestedEnd ?? (.endedSuccess, nil)
                return finish(end.status, end.message, .signalled)
            case .failed(let failure): return finish(.endedError, failure.description, .failed(failure))
            case .killed(let kill): return finish(.endedError, kill.description, .killed(kill))
            }
        }
    }

    // MARK: - Host calls

    private mutating func answer(_ call: HostCall) {
        let time = now()
        guard let signature = HostCatalogue.current.signature(call.receiver.className, call.method) else {
            let error = FlowError(.internalError, "the engine has no \(call.receiver.className):\(call.method)")
            sandbox.answer(call.id, .failure(error), at: time)
            return
        }
        let action = state.call(signature, call.arguments, at: time)
        for entry in state.takeLog() { log.write(entry) }
        switch action {
        case .wait(let moment) where moment > time:
            let index = sleepers.firstIndex { $0.moment > moment } ?? sleepers.endIndex
            sleepers.insert(Sleeper(call: call.id, moment: moment), at: index)
        case .returnItself, .wait: sandbox.answer(call.id, .receiver, at: time)
        case .returnValues(let values): sandbox.answer(call.id, .values(values), at: time)
        case .raise(let error): sandbox.answer(call.id, .failure(error), at: time)
        case .end(let status, let message):
            requestedEnd = (status, message)
            sandbox.answer(call.id, .end(status.rawValue), at: time)
        }
    }

    // MARK: - Time

    /// The time of the clock, which for a script never goes backwards.
    private mutating func now() -> ScriptTime {
        lastTime = max(lastTime, clock.now())
        return lastTime
    }

    private var runtimeDeadline: ScriptTime? {
        guard let minutes = state.record.maximumRuntimeMinutes, let start = state.record.startedAt else { return nil }
        return start.advanced(bySeconds: minutes * 60)
    }

    private mutating func sleep() async {
        let moment = sleepers[0].moment
        state.record.move(to: .waitingScheduled, at: now())
        state.record.schedule(for: moment)
        await clock.wait(until: min(moment, runtimeDeadline ?? moment))
        state.record.schedule(for: nil)
        state.record.move(to: .running, at: now())
    }

    private mutating func wakeSleepers() {
        guard !sleepers.isEmpty else { return }
        let time = now()
        while let first = sleepers.first, first.moment <= time {
            sleepers.removeFirst()
            sandbox.answer(first.call, .receiver, at: time)
        }
    }

    // MARK: - The end

    private mutating func returned(_ value: HostValue?) -> ExecutionReport {
        do throws(FlowError) {
            switch value {
            // `return this:log(...)` returns the execution itself, which says nothing.
            case nil, .reference?: break
            case let value?:
                let value = try value.json(named: "the returned value")
                state.record.mergeOutput(value.object ?? ["result": value], at: now())
            }
            return finish(.endedSuccess, nil, .returned)
        } catch {
            return finish(.endedError, error.description, .unfit(error))
        }
    }

    private mutating func finish(
        _ status: ExecutionStatus,
        _ message: String?,
        _ ending: ExecutionReport.Ending
    ) -> ExecutionReport {
        state.record.end(status, message: message, at: now())
        return ExecutionReport(record: state.record, ending: ending)
    }
}
