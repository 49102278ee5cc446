import FlowModel
import Testing

/// Waits for several executions, as scripts see them.
@Suite struct WaitTests {
    private static let sleeper = "this:sleep(inputs.seconds) if inputs.fails then this:error('no') end"

    private func outcome(_ script: String, _ mode: StoredRun.Mode) async throws -> JSONObject {
        let prelude =
            "local function start(seconds, fails) return this:script(inputs.sleeper, "
            + "{seconds = seconds, fails = fails, wait = false}) end "
        let run = StoredRun(script: prelude + script, inputs: ["sleeper": .string(Self.sleeper)])
        return try #require(try await run.outcome(mode).json.object)
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func waitingTwiceForOneIsWaitingOnce(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            "local child = start(5) this:wait_for({child, child}) return {status = child:get('status')}", mode)
        #expect(result["output_value"] == ["status": "ENDED_SUCCESS"])
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func theFirstToEnd(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local slow, fast = start(500), start(5)
            this:wait_for({slow, fast}, {return_when = "FIRST_ENDED"})
            return {slow = slow:get("status"), fast = fast:get("status")}
            """, mode)
        #expect(result["output_value"] == ["fast": "ENDED_SUCCESS", "slow": "WAITING_SCHEDULED"], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func aFailureEndsTheWaitAtOnce(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local began = os.time()
            local ok, err = pcall(this.wait_for, this, {start(500), start(5, true)}, {return_when = "ALL_SUCCEEDED"})
            return {ok = ok, type = err.type, seconds = os.time() - began}
            """, mode)
        #expect(result["output_value"] == ["ok": false, "seconds": 5, "type": "DependencyFailedError"], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func aTimeoutIsAnErrorThatCanBeCaught(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local slow = start(500)
            local ok, err = pcall(this.wait_for, this, {slow}, {timeout = 10})
            this:wait_for(slow)
            return {ok = ok, is = flow_api.is(err, "TimeoutExceededError"), status = slow:get("status")}
            """, mode)
        #expect(result["output_value"] == ["is": true, "ok": false, "status": "ENDED_SUCCESS"], "\(result)")
    }
}
