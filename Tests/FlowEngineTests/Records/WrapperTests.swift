import FlowModel
import FlowStore
import LuaHost
import Testing

@testable import FlowEngine

/// Wrappers from Lua, on every store and with replays.
@Suite(.timeLimit(.minutes(10))) struct WrapperTests {
    private func check(
        _ script: String, _ output: JSONValue, flows: [String: String] = [:], answers: [JSONValue] = []
    ) async throws {
        for mode in StoredRun.Mode.allCases {
            let run = StoredRun(script: script, flows: FlowTable(flows), answers: answers)
            let outcome = try await run.outcome(mode)
            #expect(
                outcome.row.record.status == .endedSuccess,
                "\(mode): \(outcome.row.divergence ?? outcome.row.record.message ?? "")")
            #expect(outcome.row.record.output == output, "\(mode): \(JSONWriter.text(outcome.row.record.output))")
        }
    }

    /// Fails until its third run; what it counts in is a setting.
    private static let flaky = """
        function handler(system, this, inputs)
            local counter = system:setting("count")
            local count = (counter:exists() and counter:get("value") or 0) + 1
            counter:save{value = count}
            if count < 3 then return this:error("too early") end
            return {count = count, who = inputs.who}
        end
        """

    @Test func aWrapperRunsTheExecutionAndPassesItsOutputOn() async throws {
        try await check(
            """
            system:wrapper("twice"):save{script = [[
                function handler(system, this, inputs, params)
                    local first = this:child{a = inputs.a + params.more}
                    local second = this:child()
                    this:log(first:get("output_value").a, second:get("output_value").a)
                    return first
                end
            ]]}
            local child = this:using("twice", {more = 10}):flow("echo", {a = 1})
            local inner = child:children()
            return {
                out = child:get("output_value"), type = child:get("type"), wrapper = child:get("wrapper_name"),
                record = child:wrapper():get("name"), none = this:wrapper() == null, name = child:get("name"),
                inner = {inner[1]:get("type", "name", "flow_name")}, count = #inner,
                wrappers = inner[1]:get("wrappers"),
            }
            """,
            [
                "out": ["a": 11], "type": "WRAPPER", "wrapper": "twice", "record": "twice", "none": true,
                "name": "twice(echo)", "inner": ["FLOW", "echo", "echo"], "count": 2,
                "wrappers": [["wrapper_name": "twice", "params": ["more": 10]]],
            ], flows: ["echo": "function handler(system, this, inputs) return {a = inputs.a} end"])
    }

    @Test func severalWrappersNestAndStaticOnesAreInside() async throws {
        let mark = """
            local function mark(name)
                system:wrapper(name):save{script = ([[
                    function handler(system, this, inputs, params)
                        local child = this:child{path = (inputs.path or "") .. "NAME"}
                        return {path = child:get("output_value").path}
                    end
                ]]):gsub("NAME", name)}
            end
            for _, name in ipairs{"a", "b", "s", "t"} do mark(name) end
            local flow = system:flow("work"):save{
                script = "function handler(system, this, inputs) return {path = inputs.path or ''} end",
                wrappers = {"s", {wrapper_id = system:wrapper("t"):get("id")}},
            }
            local function path(child) return child:get("output_value").path end
            return {
                chained = path(this:using("a"):using("b"):flow("work")),
                listed = path(this:flow("work", {wrappers = {"a", {wrapper_name = "b"}}})),
                static = path(this:flow("work")),
                by_id = path(this:flow{flow_id = flow:get("id")}),
                unwrapped = path(this:flow("work", {unwrapped = true})),
                dynamic = path(this:using("a"):flow("work", {unwrapped = true})),
                script = path(this:using("a"):script("return {path = inputs.path}")),
            }
            """
        try await check(
            mark,
            [
                "chained": "abst", "listed": "abst", "static": "st", "by_id": "st", "unwrapped": "", "dynamic": "a",
                "script": "a",
            ])
    }

    @Test func whatIsWrongIsNamed() async throws {
        try await check(
            """
            local function try(call, ...)
                local ok, err = pcall(call, this, ...)
                return ok or err.type .. ": " .. err.message
            end
            return {
                unknown = try(function() this:using("rety"):flow("work") end):match("^(.-);"),
                shape = try(this.flow, "work", {wrappers = {{name = "retry"}}}),
                list = try(this.flow, "work", {wrappers = "retry"}),
                outside = try(this.child),
                params = try(function() this:using("retry", {max_tris = 1}):flow("work") end):match("ExtraInputError.-\\n"),
                kind = try(function() this:using("retry", {max_tries = "x"}):flow("work") end):match("InvalidInputError[^\\n]*"),
                value = try(function() this:using("retry", {max_tries = print}) end) ~= true,
            }
            """,
            [
                "unknown": "ResourceNotFoundError: flow: there is no wrapper 'rety'",
                "shape":
                    "InvalidInputError: flow: wrappers[1] has no key 'name'; its keys are params, wrapper_id, wrapper_name",
                "list": "InvalidInputError: flow: wrappers expects a list of wrappers, but got the text \"retry\"",
                "outside":
                    "MissingInputError: child: select is missing: only a wrapper around an execution can create it without argument",
                "params":
                    "ExtraInputError: retry: there is no parameter 'max_tris'; it has delay_sec, max_tries, timeout_sec\n",
                "kind": "InvalidInputError: retry: max_tries expects a number, but got a string", "value": true,
            ], flows: ["work": "return {}"])
    }

    @Test func retry() async throws {
        try await check(
            """
            local start = os.time()
            local child = this:using("retry", {max_tries = 5, delay_sec = 60}):flow("flaky", {who = "me"})
            local took = os.time() - start
            system:setting("count"):save{value = 0}
            local ok, err = pcall(function() this:using("retry", {max_tries = 2}):flow("flaky") end)
            local slow, why = pcall(function()
                this:using("retry", {max_tries = 2, delay_sec = 0, timeout_sec = 5}):script("this:sleep(60)")
            end)
            return {
                out = child:get("output_value"), took = took, tries = #child:children(), ok = ok,
                why = err.message:find("too early", 1, true) ~= nil, slow = slow,
                late = why.message:find("DependencyTimeoutError", 1, true) ~= nil,
            }
            """,
            [
                "out": ["count": 3, "who": "me"], "took": 120, "tries": 3, "ok": false, "why": true, "slow": false,
                "late": true,
            ], flows: ["flaky": Self.flaky])
    }

    @Test func timeout() async throws {
        try await check(
            """
            local quick = this:using("timeout", {timeout_sec = 10}):script("this:sleep(5) return {a = 1}")
            local slow = this:using("timeout", {timeout_sec = 10}):script("this:sleep(50)", {wait = "ALL_ENDED", name = "s"})
            local none = this:using("timeout"):script("return 1", {wait = "ALL_ENDED"})
            return {
                quick = quick:get("output_value"), slow = slow:get("message"):match("TimeoutExceededError[^\\n]*"),
                child = slow:child("s"):get("status"), none = none:get("message"):match("MissingInputError[^\\n]*"),
            }
            """,
            [
                "quick": ["a": 1], "slow": "TimeoutExceededError: timeout: 's' took longer than 10 s",
                "child": "ENDED_CANCELLED",
                "none": "MissingInputError: timeout: timeout_sec is missing; expected a number",
            ])
    }

    @Test func validateAndCheck() async throws {
        try await check(
            """
            local number = {properties = {a = {type = "number"}}}
            local function run(name, params, inputs)
                local child = this:using(name, params):flow("echo", {inputs = inputs, wait = "ALL_ENDED"})
                local status, message, output = child:get("status", "message", "output_value")
                return {status, #child:children(), output ~= null and output.a or (message:match("%w+Error") or message)}
            end
            return {
                fits = run("validate", {input_schema = number, output_schema = number}, {a = 1}),
                input = run("validate", {input_schema = number}, {a = "x"}),
                output = run("validate", {output_schema = number}, {a = "x"}),
                wrong = run("validate", {input_schema = {type = "nothing"}}, {a = 1}),
                allowed = run("check", {checker_script = "return inputs.a == 1"}, {a = 1}),
                refused = run("check", {checker_script = "return inputs.a == 1"}, {a = 2}),
                flow = run("check", {checker_flow = "echo", inputs = {result = false}}, {a = 2}),
                failed = run("check", {checker_script = "this:error 'no'"}, {a = 2}),
                neither = run("check", {}, {a = 2}),
            }
            """,
            [
                "fits": ["ENDED_SUCCESS", 1, 1], "input": ["ENDED_ERROR", 0, "SchemaValidationError"],
                "output": ["ENDED_ERROR", 1, "SchemaValidationError"], "wrong": ["ENDED_ERROR", 0, "SchemaError"],
                "allowed": ["ENDED_SUCCESS", 2, 1],
                "refused": ["ENDED_ERROR", 1, "check: the checker is against it"],
                "flow": ["ENDED_SUCCESS", 2, 2], "failed": ["ENDED_ERROR", 1, "DependencyFailedError"],
                "neither": ["ENDED_ERROR", 0, "InvalidInputError"],
            ], flows: ["echo": "function handler(system, this, inputs) return {a = inputs.a} end"])
    }

    @Test func cache() async throws {
        try await check(
            """
            local function run(inputs, params)
                local child = this:using("cache", params):flow("when", {inputs = inputs})
                return child:get("output_value").at, #child:children()
            end
            local first = run({a = 1})
            this:sleep(60)
            local again, none = run({a = 1})
            local other, one = run({a = 2})
            local old, fresh = run({a = 1}, {max_age_minutes = 0.5})
            local ok, err = pcall(function() this:using("cache"):script("return 1") end)
            return {same = first == again, none = none, other = other - first, one = one, old = old - first,
                    fresh = fresh, ok = ok}
            """,
            ["same": true, "none": 0, "other": 60, "one": 1, "old": 60, "fresh": 1, "ok": false],
            flows: ["when": "return {at = os.time()}"])
    }

    @Test func notifyAndInteractive() async throws {
        try await check(
            """
            local failed = this:using("notify", {run_on_state_change_flow = "note"}):script(
                "this:error 'bad'", {name = "job", wait = "ALL_ENDED"})
            local fine = this:using("notify", {notify_on_success = true, subject = "Done"}):script("return {a = 1}")
            local asked = this:using("interactive"):flow("flaky", {who = "me"})
            local kept = this:using("interactive", {interactive_limit_minutes = 1}):script(
                "this:error 'bad'", {wait = "ALL_ENDED"})
            local note = system:setting("note"):get("value")
            return {
                status = failed:get("status"), note = {note.name, note.status, note.message},
                fine = fine:get("output_value"), asked = asked:get("output_value"), tries = #asked:children(),
                kept = kept:get("status"),
            }
            """,
            [
                "status": "ENDED_ERROR", "note": ["job", "ENDED_ERROR", "bad"], "fine": ["a": 1],
                "asked": ["count": 3, "who": "me"], "tries": 3, "kept": "ENDED_ERROR",
            ], flows: ["flaky": Self.flaky, "note": "system:setting('note'):save{value = inputs}"],
            answers: [["retry": true], ["retry": true]])
    }
}
