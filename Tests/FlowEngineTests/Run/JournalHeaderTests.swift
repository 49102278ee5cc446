import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost
import Testing

@testable import FlowEngine

/// What an execution began with stays with it: its modules over a rebuild of the program, its budget over replays.
@Suite(.timeLimit(.minutes(10))) struct JournalHeaderTests {
    /// A program as it could be built: a module `answer` of its own, and perhaps one more host function.
    private func program(_ answer: String, extraMethod: Bool = false) throws -> SandboxEnvironment {
        let module = try Script.module(source: Array(answer.utf8), name: "answer")
        let environment = try SandboxEnvironment.flow(modules: [module])
        guard extraMethod else { return environment }
        var interface = environment.interface
        interface.classes[0].methods.append("aaa_first_of_all")
        return try SandboxEnvironment(
            interface: interface, modules: environment.modules, preludes: environment.preludes, tasks: environment.tasks
        )
    }

    private func engine(
        _ store: any FlowStore, _ environment: SandboxEnvironment, replays: Bool = false,
        limits: SandboxLimits = SandboxLimits()
    ) -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.clock = VirtualClock(start: TestFlow.start)
        configuration.alwaysReplays = replays
        configuration.limits = limits
        return ExecutionEngine(store: store, environment: environment, configuration: configuration)
    }

    private func record(_ script: String, _ number: UInt64 = 1) -> ExecutionRecord {
        ExecutionRecord(
            id: ExecutionID(createdAt: TestFlow.start, random: (number, 2)), name: "flow", script: script, inputs: [:],
            createdAt: TestFlow.start)
    }

    private let asksTwice = """
        local first = require("answer")
        local count = 0
        for _ in pairs(_G) do count = count + 1 end
        this:pause()
        return {first = first, again = require("answer"), order = count}
        """

    private func stores(_ body: (any FlowStore) async throws -> Void) async throws {
        try await body(MemoryStore())
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(try SQLiteStore(path: folder.appending(path: "store.db").path, durability: .normal))
    }

    @Test func anExecutionKeepsTheModulesItBeganWith() async throws {
        try await stores { store in
            let before = engine(store, try program("return 'old'"))
            let old = try await before.start(record(asksTwice), seed: 1)
            try await before.idle()
            before.stop()

            let after = engine(store, try program("return 'new'", extraMethod: true))
            try await after.recover()
            let new = try await after.start(record("return {first = require('answer')}", 2), seed: 1)
            try await after.change { transitions throws(StoreError) in
                _ = try transitions.carryOut(Control(.run, .execution(old)))
            }
            let (first, second) = (try await after.end(of: old), try await after.end(of: new))
            #expect(first.divergence == nil)
            #expect(first.record.output.object?["first"] == "old")
            #expect(first.record.output.object?["again"] == "old")
            #expect(second.record.output == ["first": "new"])
            after.stop()
        }
    }

    @Test func memoryIsLimitedAsWhenTheJournalBegan() async throws {
        var (small, large) = (SandboxLimits(), SandboxLimits())
        (small.memory, large.memory) = (1 << 20, 64 << 20)
        let (store, environment) = (MemoryStore(), TestFlow.environment)
        let before = engine(store, environment, limits: small)
        let id = try await before.start(
            record("this:pause() local t = {} for i = 1, 1e6 do t[i] = {} end"), seed: 1)
        try await before.idle()
        before.stop()
        let after = engine(store, environment, limits: large)
        try await after.change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.run, .execution(id)))
        }
        #expect(try await after.end(of: id).cause?.kind == .killedByMemory)
        after.stop()
    }

    @Test func aDivergenceNamesWhatElseIsDifferent() async throws {
        let store = MemoryStore()
        let before = engine(store, TestFlow.environment)
        let id = try await before.start(record("this:log(math.random()) this:pause()"), seed: 1)
        try await before.idle()
        before.stop()
        try store.write { transaction throws(StoreError) in
            guard var row = try transaction.execution(id), let number = row.header,
                let header = try transaction.header(number)
            else { throw StoreError(.failed, "there is no header") }
            row.header = try transaction.number(
                of: JournalHeader(
                    luaIdentity: "Lua 5.3.0", hostVersion: header.hostVersion,
                    mathFingerprint: header.mathFingerprint,
                    limits: header.limits,
                    modules: header.modules))
            // As an edited script would be; `replace-script` would refuse it.
            row.record.set(["script": "this:log(math.random() + 1) this:pause()"])
            row.generation += 1
            try transaction.update(row)
        }
        let after = engine(store, TestFlow.environment)
        try await after.change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.run, .execution(id)))
        }
        let row = try await after.end(of: id)
        #expect(row.divergence?.contains("written with Lua 5.3.0") == true, "\(row.divergence ?? "it went on")")
        #expect(row.record.status == .paused)
        after.stop()
    }

    /// Each of the pieces is well within the budget, and all of them together are far beyond it.
    private let computesInPieces = """
        for piece = 1, 100 do
            for i = 1, 3000000 do end
            this:sleep(1)
        end
        """

    @Test(arguments: [false, true])
    func processorTimeIsCountedOverReplays(_ replays: Bool) async throws {
        var limits = SandboxLimits()
        limits.processorTime = .milliseconds(400)
        let engine = engine(MemoryStore(), TestFlow.environment, replays: replays, limits: limits)
        let id = try await engine.start(record(computesInPieces), seed: 1)
        let row = try await engine.end(of: id)
        #expect(row.cause?.kind == .killedByTime)
        #expect(row.callCount > 1)
        engine.stop()
    }

    @Test func aJournalThatBeginsAnewHasANewBudget() async throws {
        var limits = SandboxLimits()
        limits.processorTime = .milliseconds(400)
        let engine = engine(MemoryStore(), TestFlow.environment, replays: true, limits: limits)
        let script = """
            for i = 1, 3000000 do end
            this:sleep(1)
            local round = (inputs.round or 0) + 1
            if round < 40 then this:continue_as_new{round = round} end
            return {rounds = round}
            """
        let id = try await engine.start(record(script), seed: 1)
        #expect(try await engine.end(of: id).record.output == ["rounds": 40])
        engine.stop()
    }
}
