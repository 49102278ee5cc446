import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

/// Webhook responses from Lua, on every store and with replays.
@Suite(.timeLimit(.minutes(10))) struct WebhookScriptTests {
    private func outcome(_ script: String, _ mode: StoredRun.Mode) async throws -> ExecutionRecord {
        let row = try await StoredRun(script: script).outcome(mode).row
        #expect(row.divergence == nil, "\(mode)")
        return row.record
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func nothingRunsAfterwards(_ mode: StoredRun.Mode) async throws {
        let record = try await outcome(
            """
            this:sleep(1)
            this:set_output("before", true)
            pcall(function() this:webhook_html_response("x") end)
            this:set_output("after", true)
            """, mode)
        #expect(record.status == .endedSuccess && record.output == ["before": true])
        #expect(
            record["webhook_response"] == [
                "status_code": 200, "headers": [:], "content_type": "text/html; charset=utf-8", "body": "x",
            ])
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func wrongArgumentsCanBeCaught(_ mode: StoredRun.Mode) async throws {
        let record = try await outcome(
            """
            local faults = {}
            local function try(name, ...)
                local ok, err = pcall(this[name], this, ...)
                faults[#faults + 1] = ok or err.type .. ": " .. err.message
            end
            try("webhook_html_response")
            try("webhook_json_response", {a = this})
            try("webhook_response", "x", 99)
            try("webhook_response", "x", {status = 404})
            try("webhook_response", "x", {headers = {["a b"] = 1}})
            try("webhook_base64_response", "?")
            try("webhook_bytes_response", "x", "")
            local other = this:script("this:sleep(1)", {wait = false})
            local ok, err = pcall(other.webhook_response, other, "x")
            local saved, why = pcall(this.save, this, {webhook_response = {}})
            return {faults = faults, other = err.message, why = why.message, none = this:get("webhook_response") == null}
            """, mode)
        let output = try #require(record.output.object, "\(record.message ?? "")")
        #expect(
            output["faults"] == [
                "InvalidInputError: webhook_html_response: html is missing; expected a text",
                "InvalidInputError: webhook_json_response: value.a is the host object Execution:self, which cannot be stored; store one of its fields instead",
                "InvalidInputError: webhook_response: status_code must be an integer from 200 to 599, but got the integer 99",
                "InvalidInputError: webhook_response: has no parameter 'status'; it takes body, status_code, headers, content_type",
                "InvalidInputError: webhook_response: headers: no header may have the name \"a b\"",
                "InvalidInputError: webhook_base64_response: content_b64 must be base64",
                "InvalidInputError: webhook_bytes_response: content_type must be a text on one line, such as text/plain",
            ], "\(JSONWriter.prettyText(output["faults"] ?? .null))")
        #expect(output["other"] == "webhook_response: only the execution that runs can do this: call it on `this`")
        #expect(output["why"]?.text?.contains("end the execution with this:webhook_json_response") == true)
        #expect(output["none"] == true && record["webhook_response"] == .null)
    }
}
