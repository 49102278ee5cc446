import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

/// Scripts that call the host again and again, without ever waiting.
struct SliceTests {
    private let store = MemoryStore()

    private func engine(_ body: (inout EngineConfiguration) -> Void = { _ in }) -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.workers = 1
        body(&configuration)
        return ExecutionEngine(store: store, environment: TestFlow.environment, configuration: configuration)
    }

    private func record(_ script: String, _ number: UInt64) -> ExecutionRecord {
        let now = SystemClock().now()
        return ExecutionRecord(
            id: ExecutionID(createdAt: now, random: (number, 2)), name: "flow", script: script, inputs: [:],
            createdAt: now)
    }

    private static let talker = "while true do this:log('again') end"

    @Test(.timeLimit(.minutes(2))) func othersRunBesideThem() async throws {
        let engine = engine()
        defer { engine.stop() }
        let talker = try await engine.start(record(Self.talker, 1), seed: 1)
        let sleeper = record("for i = 1, 5 do this:sleep(0.01) end return {slept = true}", 2)
        let row = try await engine.end(of: try await engine.start(sleeper, seed: 1))
        #expect(row.record.output == ["slept": true])
        // What they said is committed while they go on.
        var said = 0
        while said == 0 {
            try await Task.sleep(for: .milliseconds(20))
            said = try store.read { transaction throws(StoreError) in try transaction.log(of: talker).count }
        }
        await engine.cancel(talker, message: "enough")
        #expect(try await engine.end(of: talker).record.status == .endedCancelled)
    }

    @Test(.timeLimit(.minutes(2))) func computingScriptsShareTheProcessor() async throws {
        let engine = engine()
        defer { engine.stop() }
        var computing: [ExecutionID] = []
        for number in 1...20 {
            computing.append(try await engine.start(record("while true do end", UInt64(number)), seed: 1))
        }
        let row = try await engine.end(of: try await engine.start(record("return {done = true}", 21), seed: 1))
        #expect(row.record.output == ["done": true])
        for id in computing { await engine.cancel(id, message: nil) }
        for id in computing { #expect(try await engine.end(of: id).record.status == .endedCancelled) }
    }

    @Test(.timeLimit(.minutes(2))) func childrenLeaveTheirParentItsTurn() async throws {
        let engine = engine()
        defer { engine.stop() }
        let script = """
            local children = {}
            for i = 1, 50 do children[i] = this:script("while true do end", {wait = false}) end
            for i = 1, 5 do this:sleep(0.001) end
            for _, child in ipairs(children) do child:cancel() end
            return {woke = true}
            """
        let row = try await engine.end(of: try await engine.start(record(script, 1), seed: 1))
        #expect(row.record.output == ["woke": true], "\(row.record.message ?? "")")
    }

    @Test(.timeLimit(.minutes(2))) func theyArePaused() async throws {
        let engine = engine()
        defer { engine.stop() }
        let talker = try await engine.start(record(Self.talker, 1), seed: 1)
        try await engine.change { transitions throws(StoreError) in
            _ = try transitions.carryOut(Control(.pause(message: nil), .execution(talker)))
        }
        try await engine.quiet()
        #expect(try await engine.row(talker).record.status == .paused)
    }

    @Test(.timeLimit(.minutes(2))) func theirTimeIsLimited() async throws {
        let engine = engine { $0.limits.processorTime = .milliseconds(500) }
        defer { engine.stop() }
        let row = try await engine.end(of: try await engine.start(record(Self.talker, 1), seed: 1))
        #expect(row.record.status == .endedError)
        #expect(row.cause?.kind == .killedByTime, "\(row.record.message ?? "")")
    }

    @Test(.timeLimit(.minutes(2))) func theirRuntimeIsLimited() async throws {
        let engine = engine()
        defer { engine.stop() }
        var record = record(Self.talker, 1)
        record.set(["max_runtime_minutes": 0.005])
        let row = try await engine.end(of: try await engine.start(record, seed: 1))
        #expect(row.record.status == .endedError)
        #expect(row.record.message?.contains("maximum runtime") == true, "\(row.record.message ?? "")")
    }
}
