import FlowModel
import LuaHost
import Synchronization
import Testing

@testable import FlowEngine

/// Keeps log entries.
private final class Entries: LogSink {
    private let list = Mutex<[LogEntry]>([])
    var all: [LogEntry] { list.withLock { $0 } }
    func write(_ entry: LogEntry) { list.withLock { $0.append(entry) } }
}

private struct Result {
    let report: ExecutionReport
    let log: [LogEntry]
    var status: ExecutionStatus { report.record.status }
    var message: String { report.record.message ?? "" }
    var output: JSONValue { report.record.output }
}

@Suite struct ExecutionRunnerTests {
    private static let start = ScriptTime(microseconds: 1_704_067_200_000_000)
    private static let environment = Swift.Result { try SandboxEnvironment.flow() }

    private func run(
        _ source: String,
        inputs: JSONValue = [:],
        clock: any FlowClock = VirtualClock(start: start),
        limits: SandboxLimits = .init()
    ) async throws -> Result {
        let log = Entries()
        let runner = ExecutionRunner(
            environment: try Self.environment.get(),
            configuration: .init(limits: limits, seed: 1, clock: clock, log: log))
        let record = ExecutionRecord(
            id: ExecutionID(createdAt: clock.now(), random: (1, 2)), name: "flow", script: source, inputs: inputs,
            createdAt: clock.now())
        return Result(report: await runner.run(record), log: log.all)
    }

    @Test(
        arguments: [
            ("function handler(s, t, inputs) return {a = inputs.a} end", ["a": 1]),
            ("function handler() return 7 end", ["result": 7]), ("return 'x'", ["result": "x"]),
            ("return {1, 2}", ["result": [1, 2]]), ("return nil", nil), ("", nil), ("return null", ["result": nil]),
            ("return {b = inputs.a, s = this:get('status'), c = 1.0}", ["b": 1, "s": "RUNNING", "c": 1.0]),
            ("this:set_output('a', 1) return {b = 2}", ["a": 1, "b": 2]), ("return this:log('x')", nil),
            ("this:save{output_value = {x = 1}} return {y = 2}", ["x": 1, "y": 2]),
        ] as [(String, JSONValue)])
    func returnsBecomeOutput(_ source: String, _ output: JSONValue) async throws {
        let result = try await run(source, inputs: ["a": 1])
        #expect(result.status == .endedSuccess, "\(result.message)")
        #expect(result.output == output)
    }

    @Test(arguments: [
        ("this:success('done')", ExecutionStatus.endedSuccess),
        ("return this:success{message = 'done'}", .endedSuccess),
        ("this:error('done')", .endedError), ("this:cancel('done')", .endedCancelled),
        ("this:end_('error', 'done')", .endedError),
        ("this['end'](this, 'cancelled', 'done')", .endedCancelled),
        ("pcall(function() this:success('done') end) this:error('caught')", .endedSuccess),
        ("xpcall(function() this:cancel('done') end, print) this:error('caught')", .endedCancelled),
        ("coroutine.wrap(function() this:success('done') end)() this:error('caught')", .endedSuccess),
    ])
    func signals(_ source: String, _ status: ExecutionStatus) async throws {
        let result = try await run(source)
        #expect(result.status == status, "\(result.message)")
        #expect(result.message == "done")
        #expect(result.report.cause?.kind == .signalled)
    }

    @Test func closeVariablesRunOnASignal() async throws {
        let result = try await run(
            """
            local seen = setmetatable({}, {__close = function() local ok, err = pcall(this.log, this, 'late') end})
            local guard <close> = seen
            this:success('done')
            """)
        #expect(result.status == .endedSuccess)
        #expect(result.log.isEmpty)
    }

    @Test func failures() async throws {
        let result = try await run("local t\nfunction handler()\n  return t.x\nend")
        #expect(result.status == .endedError)
        #expect(result.message.contains("flow.lua:3: attempt to index a nil value"))
        #expect(result.report.cause?.line == 3)
    }

    @Test(arguments: [
        ("this:slep(1)", "did you mean 'sleep'"),
        ("this:sleep('x')", "sleep: delay_sec expects a number, but got the text \"x\""),
        ("this:get('nme')", "get: an execution has no field 'nme'; did you mean 'name'?"), ("return {f = print}", "f"),
        ("local t = {} t.t = t return t", "t"), ("this:set_output('k', '\\xff')", "UTF-8"),
        ("system:anything()", "no method"),
    ])
    func badCallsSayWhat(_ source: String, _ part: String) async throws {
        let result = try await run(source)
        #expect(result.status == .endedError)
        #expect(result.message.contains(part), "\(result.message)")
    }

    @Test(arguments: [
        ("\n flow_api.raise('SchemaError', 'no')", 2),
        ("local ok, err = pcall(function()\n flow_api.raise('SchemaError', 'no') end)\n error(err, 0)", 2),
        ("local ok, err = pcall(function()\n this:sleep('soon') end)\n\n error(err)", 2),
        ("\n\n json.decode('{')", 3), ("\nlocal x = nil + 1", 2), ("\n error('plain')", 2),
    ])
    func failuresNameTheLineOfTheScript(_ source: String, _ line: Int) async throws {
        let result = try await run(source)
        let cause = try #require(result.report.cause)
        #expect(cause.kind == .failed && cause.chunk == "flow.lua" && cause.line == line, "\(cause)")
    }

    @Test func errorsAreTables() async throws {
        let result = try await run(
            """
            local ok, err = pcall(this.sleep, this, 'x')
            return {ok = ok, type = err.type, is = flow_api.is(err, 'EngineException'), message = err.message}
            """)
        #expect(result.output.object?["type"] == "InvalidInputError")
        #expect(result.output.object?["is"] == true)
        #expect(result.output.object?["ok"] == false)
    }

    @Test func severalFieldsAtOnce() async throws {
        let result = try await run("local n, s = this:get('name', 'status') return {n = n, s = s}")
        #expect(result.output == ["n": "flow", "s": "RUNNING"])
    }

    @Test func methodsChain() async throws {
        let result = try await run("this:log('a'):set_output('x', 1):sleep(1):save{message = 'm'}:success()")
        #expect(result.status == .endedSuccess)
        #expect(result.message == "m")
        #expect(result.output == ["x": 1])
        #expect(result.log.map(\.text) == ["a"])
    }

    @Test func virtualTime() async throws {
        let result = try await run(
            """
            local t0 = os.time()
            this:sleep(3600.5)
            local t1 = os.time()
            this:sleep_until(t0 + 7200)
            this:sleep_until('2024-01-02T00:00:00Z')
            return {t0 = t0, d1 = t1 - t0, d2 = os.time() - t0, past = this:sleep(-5) == this}
            """)
        #expect(result.output == ["t0": 1_704_067_200, "d1": 3600, "d2": 86_400, "past": true])
        #expect(result.report.record.fields["ended_at"] == "2024-01-02T00:00:00.000000+0000")
    }

    @Test func realTimeIsNeverShort() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try await run("this:sleep(0.2)", clock: SystemClock())
        #expect(clock.now - start >= .milliseconds(199))
        #expect(result.status == .endedSuccess)
    }

    @Test func cancellingTheTaskEndsASleep() async throws {
        let task = Task { try await run("this:sleep(3600)", clock: SystemClock()) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let result = try await task.value
        #expect(result.status == .endedCancelled)
    }

    @Test func cancellingTheTaskEndsALoop() async throws {
        let task = Task { try await run("while true do end", clock: SystemClock()) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        #expect(try await task.value.status == .endedCancelled)
    }

    @Test func maximumRuntimeCountsWaits() async throws {
        let result = try await run("this:save{max_runtime_minutes = 1} this:sleep(61) this:log('too late')")
        #expect(result.status == .endedError)
        #expect(result.message == "maximum runtime exceeded")
        #expect(result.log.isEmpty)
        #expect(result.report.record.fields["ended_at"] == "2024-01-01T00:01:00.000000+0000")
    }

    @Test func killsCannotBeCaught() async throws {
        var limits = SandboxLimits()
        limits.processorTime = .milliseconds(100)
        let time = try await run("while true do pcall(function() while true do end end) end", limits: limits)
        #expect(time.report.cause?.kind == .killedByTime, "\(time.message)")
        limits.memory = 4 << 20
        limits.processorTime = .seconds(20)
        let memory = try await run(
            "local t = {} while true do pcall(function() t[#t + 1] = ('x'):rep(10000) .. #t end) end", limits: limits)
        #expect(memory.report.cause?.kind == .killedByMemory, "\(memory.message)")
        #expect(memory.status == .endedError)
    }

    @Test func manyAtOnce() async throws {
        try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let result = try await run(
                        "for i = 1, 20 do this:sleep(1) end return {n = inputs.n}",
                        inputs: ["n": .integer(Int64(number))])
                    return Int64(result.output.object?["n"]?.double ?? -1)
                }
            }
            var seen: [Int64] = []
            for try await number in group { seen.append(number) }
            #expect(seen.sorted() == Array(0..<200))
        }
    }

    /// What `moonflow check` knows of the globals is what the sandbox has.
    @Test func globalsAreThoseOfTheChecker() async throws {
        let result = try await run(
            """
            local names, members = {}, {}
            for name, value in pairs(_G) do
                names[#names + 1] = name
                if type(value) == 'table' and name ~= '_G' and name ~= 'json' and name ~= 'flow_api' then
                    members[name] = {}
                    for member in pairs(value) do table.insert(members[name], member) end
                    table.sort(members[name])
                end
            end
            table.sort(names)
            return {names = names, members = members}
            """)
        let names: JSONValue = .array(ScriptGlobals.names.sorted().map { .string($0) })
        #expect(result.output.object?["names"] == names)
        let members = JSONObject(
            ScriptGlobals.members.map { .init(key: $0.key, value: .array($0.value.sorted().map { .string($0) })) })
        #expect(result.output.object?["members"] == .object(members))
    }
}
