import FlowModel
import Testing

@testable import FlowEngine

/// Constants that host objects have beside their methods.
@Suite struct HostConstantTests {
    @Test func waitsTakeThem() async throws {
        let script = """
            local function try(f, ...)
                local ok, err = pcall(f, ...)
                return ok and "ok" or err.message
            end
            local modes = system.return_when
            local child = this:script("this:error('no')", {wait = system.return_when.ALL_ENDED})
            return {
                status = child:get("status"), first = modes.FIRST_ENDED, all = modes.ALL_SUCCEEDED,
                same = modes == system.return_when, type = type(modes),
                near = try(function() return modes.ALL_END end), number = try(function() return modes[1] end),
                assigned = try(function() modes.ALL_ENDED = "x" end), still = modes.ALL_ENDED,
                field = try(function() system.return_when = "x" end), hidden = getmetatable(modes),
                unknown = try(function() return system.return_wen end),
            }
            """
        for mode in StoredRun.Mode.allCases {
            let row = try await StoredRun(script: script).outcome(mode).row
            #expect(
                row.record.output == [
                    "status": "ENDED_ERROR", "first": "FIRST_ENDED", "all": "ALL_SUCCEEDED", "same": true,
                    "type": "table", "near": "return_when has no 'ALL_END': did you mean 'ALL_ENDED'?",
                    "number": "return_when has no 'number': did you mean 'ALL_ENDED'?",
                    "assigned": "return_when has constants only, which cannot be assigned", "still": "ALL_ENDED",
                    "field": "fields of System are not assigned: use save{name = value}", "hidden": "return_when",
                    "unknown": "System has no method 'return_wen' (fields are read with get)",
                ], "\(mode): \(row.record.message ?? "") \(JSONWriter.prettyText(row.record.output))")
        }
    }

    @Test func theCheckerKnowsThem() {
        let good = "return {system.return_when.ALL_ENDED}"
        #expect(ScriptChecker.problems(in: Array(good.utf8), name: "a.lua").isEmpty)
        let bad = "return {system.return_wen.ALL_ENDED}"
        #expect(ScriptChecker.problems(in: Array(bad.utf8), name: "a.lua").count == 1)
    }
}
