import FlowModel
import LuaHost

/// A host that answers `sleep` and `value` only when every lane waits, one call at a time, as an engine does; it keeps a
/// journal, and can replay one.
struct WaitingHost {
    /// What came of a run.
    struct Run: Equatable {
        let ending: Ending
        let failure: ScriptFailure?
        /// Lane and method of every call.
        let calls: [String]
        let journal: [UInt8]
        let digest: UInt64
        let allocations: Int
    }

    let source: String
    var limits = SandboxLimits()
    /// Which of the open calls, in the order of their coming, is answered next.
    var choice: (_ count: Int) -> Int = { _ in 0 }

    private static let start = ScriptTime(microseconds: 0)

    func run() throws -> Run {
        let sandbox = try sandbox()
        var writer = JournalWriter(callCount: 0, time: Self.start)
        var (open, calls): ([HostCall], [String]) = ([], [])
        var time = Self.start
        func reply(to call: HostCall, isAwaited: Bool) {
            time = time.advanced(bySeconds: 1)
            let answer = EncodedAnswer(LuaHostTests.answer(call))
            writer.append(.answer(call: call.id.number, answer, time: time, isAwaited: isAwaited))
            sandbox.answer(call.id, recorded: answer, at: time)
        }
        while true {
            let step = sandbox.step()
            switch step {
            case .hostCall(let call):
                writer.append(.call(recorded(call)))
                calls.append("\(call.lane) \(call.method)")
                if ["sleep", "value"].contains(call.method) {
                    open.append(call)
                } else {
                    reply(to: call, isAwaited: false)
                }
            case .idle:
                guard !open.isEmpty else { return result(step, calls, writer.bytes, sandbox) }
                reply(to: open.remove(at: choice(open.count)), isAwaited: true)
            case .sliceOver, .stopped: break
            case .returned, .ended, .failed, .killed: return result(step, calls, writer.bytes, sandbox)
            }
        }
    }

    /// Runs the script with the answers of a journal.
    func replay(_ journal: [UInt8]) throws -> Run {
        let sandbox = try sandbox()
        var cursor = ReplayCursor(turns: [journal], time: Self.start)
        var calls: [String] = []
        while true {
            let action = try cursor.next()
            if case .answer(let call, let answer, let time) = action {
                sandbox.answer(HostCall.ID(number: call), recorded: answer, at: time)
                continue
            }
            let step = sandbox.step()
            switch step {
            case .hostCall(let call):
                calls.append("\(call.lane) \(call.method)")
                try cursor.verify(recorded(call))
            case .idle: try cursor.settled()
            case .sliceOver, .stopped: break
            case .returned, .ended, .failed, .killed:
                guard action == .live else { throw cursor.missing(ended: true) }
                return result(step, calls, journal, sandbox)
            }
        }
    }

    private func sandbox() throws -> Sandbox {
        let script = try Script(source: [UInt8](source.utf8), name: "test.lua")
        let sandbox = try Sandbox(environment: TestHost.environment, limits: limits, seed: 1, startTime: Self.start)
        sandbox.start(script, inputs: [:])
        return sandbox
    }

    private func recorded(_ call: HostCall) -> RecordedCall {
        RecordedCall(lane: UInt32(call.lane), function: call.method, line: Int32(call.line ?? 0), digest: call.digest)
    }

    private func result(_ end: Step, _ calls: [String], _ journal: [UInt8], _ sandbox: Sandbox) -> Run {
        var failure: ScriptFailure?
        if case .failed(let found) = end { failure = found }
        let usage = sandbox.usage
        return Run(
            ending: Outcome(end: end, usage: usage).ending, failure: failure, calls: calls, journal: journal,
            digest: usage.traceDigest, allocations: usage.allocations)
    }
}
