import FlowModel
import Testing

@testable import FlowEngine

struct SizeLimitTests {
    @Test func aCallTakesSoMuch() async throws {
        let script = """
            local text = ("x"):rep(17 * 1024 * 1024)
            local ok, err = pcall(this.log, this, text)
            return {ok = ok, type = err.type, message = err.message}
            """
        let outcome = try await StoredRun(script: script).outcome(.memory)
        #expect(
            outcome.row.record.output == [
                "ok": false, "type": "InvalidInputError",
                "message": "log: the arguments have 18 MiB; a call takes at most 16 MiB",
            ])
    }

    @Test func theOutputTakesSoMuch() async throws {
        let script = """
            local text = ("x"):rep(9 * 1024 * 1024)
            -- What is replaced does not count.
            for i = 1, 8 do this:set_output("again", text) end
            local count, err = 0, nil
            for i = 1, 20 do
                local ok
                ok, err = pcall(this.set_output, this, "part" .. i, text)
                if not ok then break end
                count = count + 1
            end
            this:save{output_value = {}}
            this:set_output("count", count)
            return {type = err.type, message = err.message}
            """
        let outcome = try await StoredRun(script: script).outcome(.memory)
        #expect(
            outcome.row.record.output == [
                "count": 6, "type": "InvalidInputError",
                "message": "set_output: the output would have 73 MiB; it has at most 64 MiB",
            ], "\(outcome.row.record.message ?? "")")
    }
}
