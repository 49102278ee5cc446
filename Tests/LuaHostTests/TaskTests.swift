import FlowModel
import Foundation
import LuaHost
import Testing

/// Tasks as the host sees them: lanes, each with at most one open call.
@Suite struct TaskTests {
    private static let prelude = "local flow = require 'flow' "

    private func run(_ source: String, _ choice: @escaping (Int) -> Int = { _ in 0 }) throws -> WaitingHost.Run {
        try WaitingHost(source: Self.prelude + source, choice: choice).run()
    }

    @Test func everyTaskHasALaneWithANumberOfItsOwn() throws {
        let run = try run(
            """
            for i = 1, 3 do flow.gather(function() this:sleep() end, function() this:log() this:sleep() end) end
            this:log()
            """)
        #expect(
            run.calls == [
                "1 sleep", "2 log", "2 sleep", "3 sleep", "4 log", "4 sleep", "5 sleep", "6 log", "6 sleep", "0 log",
            ])
        #expect(run.ending == .nothing)
    }

    @Test func answersMayComeInAnyOrder() throws {
        let source = """
            local order = {}
            local function task(name) return function() this:sleep() order[#order + 1] = name end end
            flow.gather(task 'a', task 'b', task 'c')
            return order
            """
        #expect(try run(source).ending == .returned(["a", "b", "c"]))
        #expect(try run(source) { $0 - 1 }.ending == .returned(["c", "b", "a"]))
        #expect(try run(source) { $0 / 2 }.ending == .returned(["b", "c", "a"]))
    }

    @Test func onlyAnOpenCallCanBeAnswered() throws {
        let script = try Script(
            source: Array(
                (Self.prelude + "flow.gather(function() this:sleep() end, function() this:sleep() end)").utf8),
            name: "test.lua")
        let sandbox = try Sandbox(environment: TestHost.environment)
        sandbox.start(script, inputs: [:])
        var calls: [HostCall.ID] = []
        while case .hostCall(let call) = sandbox.step() { calls.append(call.id) }
        #expect(calls.map(\.number) == [1, 2])
        #expect(!sandbox.answer(HostCall.ID(number: 3), .receiver))
        #expect(sandbox.answer(calls[1], .receiver))
        #expect(!sandbox.answer(calls[1], .receiver))
        guard case .idle = sandbox.step() else {
            Issue.record("the other lane waits")
            return
        }
        #expect(sandbox.answer(calls[0], .receiver))
        guard case .returned(nil) = sandbox.step() else {
            Issue.record("nothing is left to wait for")
            return
        }
        #expect(!sandbox.answer(calls[0], .receiver))
    }

    @Test func theScriptEndsWhenItsTasksHave() throws {
        let run = try run("flow.spawn(function() this:sleep() this:log() end) return {a = 1, b = {2}}")
        #expect(run.ending == .returned(["a": 1, "b": [2]]))
        #expect(run.calls == ["1 sleep", "1 log"])
    }

    @Test func anErrorThatNobodyAskedForEndsTheScript() throws {
        let run = try run(
            """
            local function fall() error('boom') end
            flow.spawn(function() this:sleep() fall() end)
            return 1
            """)
        let failure = try #require(run.failure)
        #expect(failure.message == "test.lua:1: boom")
        #expect(failure.type == "LuaError")
        #expect(failure.line == 1)
        #expect(failure.chunk == "test.lua")
        #expect(failure.traceback.contains("test.lua:1: in upvalue 'fall'\ntest.lua:2: in function <test.lua:2>"))
    }

    @Test func theOldestOfThemIsTheOne() throws {
        let source = """
            local first = flow.spawn(function() error({message = 'first'}) end)
            flow.spawn(function() this:sleep() error({message = 'second', type = 'Mine'}) end)
            this:sleep()
            """
        #expect(try run(source).failure?.message == "first")
        let joined = try run(source + " assert(not pcall(first.join, first))")
        #expect(joined.failure?.message == "second")
        #expect(joined.failure?.type == "Mine")
    }

    @Test func anErrorOfTheScriptItselfEndsItsTasks() throws {
        let run = try run(
            "flow.spawn(function() while true do this:sleep() end end) this:log() error('script')")
        #expect(run.ending == .failed("test.lua:1: script"))
        #expect(run.calls == ["0 log", "1 sleep"])
    }

    @Test func errorsWithoutAValueAreErrors() throws {
        #expect(try run("flow.spawn(error)").ending == .failed("an error without a value (error(nil))"))
        #expect(
            try run("local ok, err = pcall(flow.gather, error) return {ok, err == nil}").ending
                == .returned([false, true]))
    }

    @Test func theEndOfTheHostEndsAllLanes() throws {
        let run = try run(
            """
            local function guard(name)
                return setmetatable({}, {__close = function()
                    local ok, err = pcall(flow.spawn, print)
                    local fine, why = pcall(flow.gather, function() end)
                    assert(not ok and not fine and err.type == 'LifecycleSignal' and why.type == 'LifecycleSignal')
                    pcall(this.log, this, name)
                end})
            end
            flow.spawn(function() local g <close> = guard('other') this:sleep() this:log('never') end)
            local task = flow.spawn(function() pcall(function() local g <close> = guard('own') this:finish() end) end)
            pcall(task.join, task)
            this:log('never')
            """)
        #expect(run.ending == .ended("ENDED_SUCCESS"))
        #expect(run.calls == ["1 sleep", "2 finish"])
    }

    @Test func aTaskThatIsOverIsGarbage() throws {
        let source = """
            for i = 1, 20000 do flow.spawn(function() local t = {} for k = 1, 100 do t[k] = k end this:log() end):join() end
            """
        var limits = SandboxLimits()
        limits.memory = 2 << 20
        limits.stacks = 2 << 20
        let run = try WaitingHost(source: Self.prelude + source, limits: limits).run()
        #expect(run.ending == .nothing)
        #expect(run.calls.last == "20000 log")
    }

    @Test func fourThousandLanesWaitAtOnce() throws {
        let run = try run(
            """
            local tasks, sum = {}, 0
            for i = 1, 4095 do tasks[i] = flow.spawn(function() local v = this:value() sum = sum + v return i end) end
            local list = flow.gather(tasks)
            return {sum, #list, list[4095]}
            """
        ) { $0 * 7 / 11 }
        #expect(run.ending == .returned([.integer(4095 * 42), 4095, 4095]))
    }

    /// What a task keeps at most is what its script may use.
    @Test func limitsCountAllLanes() throws {
        var limits = SandboxLimits()
        limits.memory = 8 << 20
        let source =
            Self.prelude
            + "for i = 1, 100 do flow.spawn(function() local s = ('x'):rep(100000) .. i this:sleep() return #s end) end"
        #expect(try WaitingHost(source: source, limits: limits).run().ending == .killed(.memory))
        limits.memory = 64 << 20
        #expect(try WaitingHost(source: source, limits: limits).run().ending == .nothing)
    }

    // MARK: - Replay

    private static let busy = """
        local order, names = {}, {}
        local function task(name, sleeps)
            return function()
                for i = 1, sleeps do
                    this:sleep()
                    order[#order + 1] = name .. i
                    names[{}] = name
                    if i % 3 == 0 then this:log(#order) end
                    if i == 4 then flow.spawn(function() this:value() order[#order + 1] = 'child of ' .. name end) end
                end
                if name == 'd' then error('d failed') end
            end
        end
        pcall(flow.gather, task('a', 7), task('b', 5), task('c', 9), task('d', 6), task('e', 0))
        local text = table.concat(order, ' ')
        this:sleep()
        for _, name in pairs(names) do text = text .. name end
        for _ = 1, 300 do order[#order + 1] = {text} end
        return text
        """

    /// Answers to lanes that make no call in between among them.
    @Test(.enabled(if: !isSanitized), arguments: 0..<8)
    func aReplayAllocatesWhatTheRunDid(_ seed: UInt64) throws {
        var state = seed
        let host = WaitingHost(source: Self.prelude + Self.busy) { count in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let run = try host.run()
        guard case .returned = run.ending else {
            Issue.record("\(run.ending)")
            return
        }
        #expect(try host.replay(run.journal) == run)
        for instructions in [1, 3, 50] {
            var limits = SandboxLimits()
            limits.interruption = .countHook(instructions: instructions)
            limits.pausesAtEveryHook = true
            limits.tracesLines = instructions == 3
            #expect(try WaitingHost(source: host.source, limits: limits).replay(run.journal) == run)
        }
    }

    /// Were both answers handed over together, the second lane would see what the first has not done yet.
    @Test func answersWithoutACallBetweenThemAreHandedOverOneByOne() throws {
        let source = """
            local count = 0
            local function task() this:sleep() count = count + 1 flow.spawn(function() this:log(count) end) end
            flow.gather(task, task)
            """
        let host = WaitingHost(source: Self.prelude + source)
        let run = try host.run()
        #expect(run.calls == ["1 sleep", "2 sleep", "3 log", "4 log"])
        #expect(try host.replay(run.journal) == run)
    }

    @Test func aReplayFindsAnotherLane() throws {
        let source = "local a, b = %@ flow.gather(function() this:sleep(a) end, function() this:sleep(b) end)"
        func host(_ values: String) -> WaitingHost {
            WaitingHost(source: Self.prelude + source.replacingOccurrences(of: "%@", with: values))
        }
        let run = try host("1, 2").run()
        let found = #expect(throws: Divergence.self) { try host("2, 1").replay(run.journal) }
        #expect(found?.call == 1)
    }
}
