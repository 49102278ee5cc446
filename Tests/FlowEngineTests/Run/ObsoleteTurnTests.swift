import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

/// Turns whose execution goes back or ends while they compute.
struct ObsoleteTurnTests {
    /// Runs a script beside a child that computes without end unless it was sent back.
    private func run(_ script: String) async throws -> StoredExecution {
        let prelude = """
            local child = this:script([[
                local point = this:create_savepoint("here")
                if point.loaded > 0 then return {loaded = point.loaded} end
                while true do end
            ]], {wait = false})
            while #child:execution_dump_list() == 0 do this:sleep(0.001) end
            this:sleep(0.05)

            """
        var configuration = EngineConfiguration()
        configuration.workers = 2
        let engine = ExecutionEngine(
            store: MemoryStore(), environment: TestFlow.environment, configuration: configuration)
        defer { engine.stop() }
        let now = configuration.clock.now()
        let record = ExecutionRecord(
            id: ExecutionID(createdAt: now, random: (1, 2)), name: "flow", script: prelude + script, inputs: [:],
            createdAt: now)
        return try await engine.end(of: try await engine.start(record, seed: 1))
    }

    @Test(.timeLimit(.minutes(1))) func oneThatWasSentBackRunsAgain() async throws {
        let row = try await run(
            """
            child:load_savepoint("here")
            child:wait()
            return child:get("output_value")
            """)
        #expect(row.record.status == .endedSuccess, "\(row.record.message ?? "")")
        #expect(row.record.output == ["loaded": 1])
    }

    @Test(.timeLimit(.minutes(1))) func oneThatWasSentBackTwiceRunsAgain() async throws {
        let row = try await run(
            """
            child:pause()
            child:load_savepoint("here")
            child:load_savepoint("here")
            child:run_async()
            child:wait()
            return child:get("output_value")
            """)
        #expect(row.record.output == ["loaded": 2])
    }

    @Test(.timeLimit(.minutes(1))) func oneThatWasCancelledIsOver() async throws {
        let row = try await run(
            """
            child:cancel("enough")
            this:wait_for(child, {return_when = "ALL_ENDED"})
            return {status = child:get("status")}
            """)
        #expect(row.record.output == ["status": "ENDED_CANCELLED"], "\(row.record.message ?? "")")
    }
}
