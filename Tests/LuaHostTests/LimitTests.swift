import FlowModel
import Foundation
import LuaHost
import Testing

@Suite struct LimitTests {
    func kill(_ source: String, _ change: (inout SandboxLimits) -> Void) throws -> Kill? {
        var limits = SandboxLimits()
        limits.processorTime = .seconds(5)
        change(&limits)
        guard case .killed(let kill) = try runScript(source, limits: limits).end else { return nil }
        return kill
    }

    @Test func aSpentBudgetTellsWhere() throws {
        let kill = try kill("local x = 0\nwhile true do x = x + 1 end") { $0.processorTime = .milliseconds(30) }
        #expect(kill?.reason == .time)
        #expect(kill?.line == 2)
        #expect(kill?.description == "test.lua:2: the processor time limit was reached")
    }

    @Test func theCountHookEndsToo() throws {
        let kill = try kill("while true do end") {
            $0.processorTime = .milliseconds(30)
            $0.interruption = .countHook(instructions: 1000)
        }
        #expect(kill?.reason == .time)
        let inLibrary = try killInLibrary()
        #expect(inLibrary?.reason == .time)
    }

    private func killInLibrary() throws -> Kill? {
        try kill("return (('a'):rep(40)):match(('a?'):rep(40) .. ('a'):rep(40))") {
            $0.processorTime = .milliseconds(30)
            $0.interruption = .countHook(instructions: 1000)
        }
    }

    @Test func memoryEndsUncatchably() throws {
        let kill = try kill("while true do pcall(function() local t = {} while true do t[#t + 1] = {} end end) end") {
            $0.memory = 2 << 20
        }
        #expect(kill?.reason == .memory)
    }

    @Test func deepRecursionIsAnErrorOrAKill() throws {
        let ending = try runScript("local function f() return 1 + f() end return (pcall(f))").ending
        #expect(ending == .returned(false))
        let kill = try kill("local function f(a, b, c, d, e) return 1 + f(a, b, c, d, e) end f()") {
            $0.stacks = 1 << 20
        }
        #expect(kill?.reason == .depth)
    }

    @Test func aKillSaysWhereTheScriptWas() throws {
        let source = "local function spin() while true do end end\nlocal function start()\nspin() end\nstart()"
        let kill = try kill(source) { $0.processorTime = .milliseconds(30) }
        #expect(kill?.chunk == "test.lua")
        #expect(kill?.line == 1)
        #expect(kill?.traceback.contains("test.lua:1: in upvalue 'spin'") == true, "\(kill?.traceback ?? "")")
        #expect(kill?.traceback.contains("test.lua:3: in local 'start'") == true)
    }

    @Test func budgetsAddUpOverManySteps() throws {
        let kill = try kill("while true do this:log('x') for i = 1, 20000 do end end") {
            $0.processorTime = .milliseconds(100)
        }
        #expect(kill?.reason == .time)
    }

    @Test func aLongScriptIsSliced() throws {
        var limits = SandboxLimits()
        limits.slice = .milliseconds(2)
        let outcome = try runScript("local s = 0 for i = 1, 10000000 do s = s + i end return s", limits: limits)
        #expect(outcome.ending == .returned(50_000_005_000_000))
        #expect(outcome.slices > 1)
    }

    @Test(.timeLimit(.minutes(10))) func anotherThreadCanEndAStep() throws {
        let script = try Script(source: Array("while true do end".utf8), name: "loop")
        let sandbox = try Sandbox(environment: TestHost.environment)
        sandbox.start(script, inputs: .null)
        nonisolated(unsafe) let shared = sandbox  // `kill` is the one method that another thread may call
        // A thread of its own: Swift's may all be busy with other tests for longer than the script may run.
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.02)
            shared.kill()
            done.signal()
        }
        var step = sandbox.step()
        while case .sliceOver = step { step = sandbox.step() }
        done.wait()
        guard case .killed(let kill) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(kill.reason == .host)
    }

    @Test func aKilledSandboxStaysDead() throws {
        let script = try Script(source: Array("while true do end".utf8), name: "loop")
        var limits = SandboxLimits()
        limits.processorTime = .milliseconds(10)
        let sandbox = try Sandbox(environment: TestHost.environment, limits: limits)
        sandbox.start(script, inputs: .null)
        var step = sandbox.step()
        while case .sliceOver = step { step = sandbox.step() }
        guard case .killed = step else {
            Issue.record("\(step)")
            return
        }
        guard case .idle = sandbox.step() else {
            Issue.record("a dead sandbox ran")
            return
        }
    }

    @Test func theSelfTestPasses() {
        for check in SelfTest.run() { #expect(check.passed, "\(check.name): \(check.detail)") }
    }
}
