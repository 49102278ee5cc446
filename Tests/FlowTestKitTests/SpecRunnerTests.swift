import FlowModel
import FlowStore
import FlowTestKit
import Synchronization
import Testing

/// What specs can do, and what they say when a flow does something else.
@Suite(.timeLimit(.minutes(10))) struct SpecRunnerTests {
    static let flows = [
        "order": """
        function handler(system, this, inputs)
            local parcel = this:flow("ship", {address = inputs.address})
            local answer = this:message("Send the invoice?", {wait = true})
            this:sleep(30 * 86400)
            this:log("the month is over")
            return {approved = answer:get("response"), parcel = parcel:get("output_value")}
        end
        """, "ship": "this:sleep(60) return {parcel = 1}",
        "page": """
        local page = this:connect("site", {connector_type = "REST", url = inputs.url, timeout = 30})
        return {page = page:get("output_value")}
        """,
    ]

    /// Runs a spec with one test of that body.
    static func result(
        _ body: String, flows: [String: String] = flows, _ change: (inout SpecOptions) -> Void = { _ in }
    ) async throws -> TestResult {
        let report = try await report("test('it', function(t)\n\(body)\nend)", flows: flows, change)
        #expect(report.failure == nil)
        return try #require(report.results.first)
    }

    static func report(
        _ source: String, flows: [String: String] = flows, _ change: (inout SpecOptions) -> Void = { _ in }
    ) async throws -> SpecReport {
        var options = SpecOptions()
        change(&options)
        let runner = try SpecRunner(options: options)
        return await runner.run(Spec(path: "flows/a.spec.lua", source: Array(source.utf8), flows: flows))
    }

    static func expectPass(
        _ body: String, flows: [String: String] = flows, _ change: (inout SpecOptions) -> Void = { _ in },
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await result(body, flows: flows, change)
        #expect(result.failure == nil, "\(result.failure?.message ?? "")", sourceLocation: sourceLocation)
    }

    @Test func aMonthPassesAtOnce() async throws {
        try await Self.expectPass(
            """
            local ship = t:stub_flow("ship", {parcel = 7}, {after = 3600})
            t:stub_message("Send the invoice?", {ok = true}, {after = 60})
            local run = t:run("order", {address = "Here"}, {at = "2026-01-31T22:00:00Z"})
            t:equal(run.status, "ENDED_SUCCESS")
            t:equal(run.output, {approved = {ok = true}, parcel = {parcel = 7}})
            t:equal(run.elapsed, 3600 + 60 + 30 * 86400)
            t:equal(run.time, "2026-03-02T23:01:00.000000+0000")
            t:logged(run, "month is over")
            t:equal(#ship.calls, 1)
            t:equal(ship.calls[1].inputs, {address = "Here"})
            t:equal(ship.calls[1].sender, "order")
            t:equal(t:calls("Send the invoice?")[1].at, "2026-01-31T23:00:00.000000+0000")
            t:equal(run.children[1].output, {parcel = 7})
            t:equal(run.children[1].name, "ship")
            t:equal(run.children[1].inputs, {address = "Here"})
            t:equal(run.messages[1].response, {ok = true})
            """)
    }

    @Test func flowsWithoutStubsRunAsTheyAre() async throws {
        try await Self.expectPass(
            """
            t:stub_message("*", {})
            local run = t:run("order")
            t:equal(run.output.parcel, {parcel = 1})
            t:equal(run.elapsed, 60 + 30 * 86400)
            """)
    }

    @Test func stubsAreFunctions() async throws {
        try await Self.expectPass(
            """
            t:stub_flow("ship", function(inputs, call)
                if call.number == 1 then error("the carrier is down", 0) end
                return {to = inputs.address}, 100
            end)
            t:stub_message(function(message) return message.subject:find("invoice") end, {})
            local run = t:run("order", {address = "Here"})
            t:equal(run.status, "ENDED_ERROR")
            t:equal(run.error.type, "DependencyFailedError")
            t:matches(run.message, "ENDED_ERROR: the carrier is down")
            t:equal(t:calls("ship")[1].error, "the carrier is down")
            run = t:run("order", {address = "There"})
            t:equal(run.output.parcel, {to = "There"})
            t:equal(run.elapsed, 100 + 30 * 86400)
            """)
    }

    @Test func connections() async throws {
        try await Self.expectPass(
            """
            t:stub_connection("REST", {status = 404})
            t:stub_connection("REST", function(inputs) return {status = 200, url = inputs.url} end, {name = "site", after = 5})
            local run = t:run("page", {url = "here"})
            t:equal(run.output, {page = {status = 200, url = "here"}})
            t:equal(run.elapsed, 5)
            t:equal(run.children[1].type, "CONNECTION")
            t:stub_connection("REST", function() error({type = "HttpError", message = "409"}) end)
            t:matches(t:run("page", {url = "here"}).message, "HttpError: 409")
            t:stub_connection("REST", {}, {after = 31})
            t:equal(t:run("page").error.type, "DependencyTimeoutError")
            """)
        let missing = try await Self.result("t:run('page')")
        #expect(
            missing.failure?.message
                == "a.spec.lua:2: 'page' connects to REST 'site', and nothing stands in for that: "
                + "t:stub_connection(\"REST\", ...)")
    }

    @Test func whatNobodyAnswersStaysOpen() async throws {
        try await Self.expectPass(
            """
            local run = t:run("order")
            t:equal(run.status, "WAITING_RESPONSE")
            t:equal(run.waits_for, "an answer to the message 'Send the invoice?'")
            run:answer("Send the invoice?", {ok = 1})
            t:equal(run.status, "WAITING_SCHEDULED")
            run:advance(86400)
            t:equal(run.elapsed, 86460)
            run:pause()
            t:equal(run:finish().status, "PAUSED")
            run:resume()
            t:equal(run:finish().status, "ENDED_SUCCESS")
            t:equal(t:run("order"):cancel("enough").message, "enough")
            """)
    }

    @Test func runsHaveClocksOfTheirOwn() async throws {
        try await Self.expectPass(
            """
            local first, second = t:start("ship"), t:start("ship", {}, {at = "2030-01-01T00:00:00Z"})
            first:advance(10)
            t:equal(second.time, "2030-01-01T00:00:00.000000+0000")
            t:equal(second:finish().elapsed, 60)
            t:equal(first.time, "2024-01-01T00:00:10.000000+0000")
            """)
    }

    @Test func seedsDecideChance() async throws {
        try await Self.expectPass(
            """
            local function roll(seed) return t:run("dice", {}, {seed = seed}).output.n end
            t:equal(roll(1), roll(1))
            t:unequal(roll(1), roll(2))
            t:equal(roll(), roll(7))
            """, flows: ["dice": "return {n = math.random(1 << 40)}"], { $0.seed = 7 })
    }

    @Test func settingsAreGivenAndSeen() async throws {
        try await Self.expectPass(
            """
            local run = t:run("count", {}, {settings = {count = 41, other = {1}}})
            t:equal(run.settings, {count = 42, other = {1}})
            t:equal(t:run("count").settings, {count = 1})
            t:equal(t:run("count", {}, {settings = run.settings}).output, {result = 43})
            """,
            flows: [
                "count": """
                local setting = system:setting("count")
                local count = setting:exists() and setting:get("value") or 0
                this:sleep(60)
                setting:save{value = count + 1}
                return setting:get("value")
                """
            ], { $0.crashesEverywhere = true })
    }

    @Test func connectorsAreGiven() async throws {
        try await Self.expectPass(
            """
            local site = t:stub_connection("REST", {text = "hello"}, {name = "site"})
            local connectors = {site = {connector_type = "REST", value = {url = "http://a/", method = "PUT"}}}
            local run = t:run("ask", {}, {connectors = connectors})
            t:equal(run.output, {text = "hello"})
            t:equal(site.calls[1].inputs, {url = "http://a/", method = "POST"})
            t:equal(t:run("ask").error.type, "ResourceNotFoundError")
            local ok, err = pcall(t.run, t, "ask", {}, {connectors = {site = {url = "x"}}})
            t:matches(err.message, "has no field 'url'")
            """,
            flows: ["ask": "return {text = this:connect('site', {method = 'POST'}):get('output_value').text}"],
            { $0.crashesEverywhere = true })
    }

    @Test func scriptsHaveStubsByName() async throws {
        try await Self.expectPass(
            """
            local stub = t:stub_script("crunch", function(inputs) return {sum = inputs.a + 1} end, {after = 60})
            local run = t:run("main")
            t:equal(run.output, {sum = 42, other = 7})
            t:equal({run.children[1].type, run.children[1].name, run.elapsed}, {"SCRIPT", "crunch", 60})
            t:equal(t:calls("crunch")[1].inputs, {a = 41})
            t:equal(#stub.calls, 1)
            """,
            flows: [
                "main": """
                local sum = this:script("error('not here')", {name = "crunch", a = 41}):get("output_value").sum
                return {sum = sum, other = this:script("return {n = 7}", {name = "other"}):get("output_value").n}
                """
            ], { $0.crashesEverywhere = true })
    }

    @Test func everyTestHasASandboxOfItsOwn() async throws {
        let report = try await Self.report(
            """
            local count = 0
            before_each(function(t) count = count + 1; t:stub_flow("ship", {}) end)
            for i = 1, 3 do
                test("number " .. i, function(t) print(count); t:equal(count, 1); leak = (leak or 0) + 1; t:equal(leak, 1) end)
            end
            """)
        #expect(report.passed == 3)
        #expect(report.results.map(\.printed) == [["1"], ["1"], ["1"]])
        #expect(report.results.map(\.line) == [4, 4, 4])
        let filtered = try await Self.report("test('a', function() end) test('ab', function() end)") {
            $0.filter = "b"
        }
        #expect(filtered.results.map(\.name) == ["ab"])
    }

    @Test(
        arguments: [
            (
                "t:equal({a = {1, 2}}, {a = {1, 3}})",
                "not equal\n  got:      {a = {1, 2}}\n  expected: {a = {1, 3}}\n  differs:  .a[2]: got 2, expected 3"
            ),
            ("t:equal(1, '1', 'the id')", "the id: not equal\n  got:      1\n  expected: \"1\""),
            ("t:unequal(1, 1.0)", "got 1, expected anything else"),
            ("t:truthy(false)", "got false, expected a true value"),
            ("t:falsy(0)", "got 0, expected nil or false"), ("t:fail('no way')", "no way"),
            ("t:matches('abc', '^b')", "no match\n  got:     \"abc\"\n  pattern: \"^b\""),
            ("t:near(1, 2, 0.5)", "got 1, expected 2 within 0.5"),
            ("t:logged(t:start('ship'), 'x')", "nothing in the log contains \"x\""),
            ("t:run('shp')", "there is no flow 'shp'; did you mean 'ship'?"),
            ("t:run('order', {}, {at = 'soon'})", "at expects a time such as \"2026-01-31T22:00:00Z\""),
            ("t:run('order', 7)", "the inputs of a run are a table, but got 7"),
            (
                "t:run('order', {}, {sed = 1})",
                "there is no option 'sed'; a run takes {at = time, seed = number, settings = "
            ),
            ("t:stub_flow('ship', {}, {after = 'x'})", "after expects seconds, but got \"x\""),
            ("t:stub_flow(7)", "the first argument of a stub is what it stands for, a text; got 7"),
            ("t:calls('ship')", "there is no stub 'ship'; the stubs are: "),
            ("t:start('order'):answer('Hello', {})", "there is no open message 'Hello'; nothing is open"),
            ("t:equals(1, 1)", "t has no 'equals'; it has calls, "),
            ("local x = nil + 1", "attempt to perform arithmetic"),
            ("require('assert').equal(1, 2)", "got 1, expected 2"),
            ("t:stub_message('*', function() t:equal(1, 2) end) t:run('order')", "not equal"),
            ("t:stub_flow('ship', function() return {f = print} end) t:run('order')", "function"),
        ])
    func failuresNameTheirLine(_ line: String, _ message: String) async throws {
        let result = try await Self.result(line)
        let failure = try #require(result.failure)
        #expect(failure.message.hasPrefix("a.spec.lua:2: "), "\(failure.message)")
        #expect(failure.message.contains(message), "\(failure.message)")
        let spec = Spec(path: "flows/a.spec.lua", source: [], flows: [:])
        #expect(failure.line(in: spec) == 2)
    }

    @Test func aFailureShowsTheRunsAndTheCallers() async throws {
        let result = try await Self.result(
            """
            t:stub_message("*", {})
            local function check(run)
                t:equal(run.status, "ENDED_ERROR")
            end
            check(t:run("order"))
            """)
        #expect(result.failure?.message.hasPrefix("a.spec.lua:4: not equal") == true)
        #expect(result.failure?.trace == ["called from a.spec.lua:6"])
        #expect(result.runs.map(\.flow) == ["order"])
        #expect(result.runs.first?.status == .endedSuccess)
        #expect(result.runs.first?.log.map(\.entry.text) == ["the month is over"])
    }

    @Test func aFailureNamesStubsThatNobodyAsked() async throws {
        let result = try await Self.result(
            """
            t:stub_flow("shp", {})
            t:stub_flow("ship", {})
            t:stub_message("Send the invoice", {})
            t:stub_message("*", {})
            t:equal(t:run("order").output, 1)
            """)
        #expect(result.neverAsked == ["shp", "Send the invoice"])
    }

    @Test(
        arguments: [
            ("test('a', function() end", "a.spec.lua:1: ')' expected"), ("error('top')", "a.spec.lua:1: top"),
            ("return 1", "a.spec.lua has no tests: write test("),
            ("test('a')", "a.spec.lua:1: test expects a name and a function"),
            ("test('a', print) test('a', print)", "a.spec.lua:1: there are two tests called 'a'"),
            ("this:sleep(1)", "a.spec.lua:1: attempt to index a nil value (global 'this')"),
        ])
    func specsThatCannotBeRun(_ source: String, _ message: String) async throws {
        let report = try await Self.report(source)
        #expect(report.failure?.message.contains(message) == true, "\(report.failure?.message ?? "")")
        #expect(report.failed == 1)
        #expect(report.results.isEmpty)
    }

    @Test func timeIsLimited() async throws {
        let spec = try await Self.result("while true do end") { $0.timeout = .milliseconds(300) }
        #expect(
            spec.failure?.message.contains("real time: the spec itself was computing") == true
                || spec.failure?.message.contains("look for a loop") == true, "\(spec.failure?.message ?? "")")
        let flows = ["poll": "while true do this:sleep(60) end"]
        let flow = try await Self.result("t:run('poll')", flows: flows) { $0.timeout = .seconds(2) }
        let message = try #require(flow.failure?.message)
        #expect(message.hasPrefix("the test took more than 2 s of real time: 'poll' has come to 20"), "\(message)")
        #expect(message.contains("t:start(...) and run:advance(SECONDS)"))
        #expect(message.contains("--no-always-replay"))
        try await Self.expectPass(
            "t:equal(t:start('poll'):advance(7200).elapsed, 7200)", flows: flows, { $0.alwaysReplays = false })
    }

    @Test func aFlowThatComputesForEverIsStopped() async throws {
        let result = try await Self.result("t:run('spin')", flows: ["spin": "while true do end"]) {
            $0.timeout = .milliseconds(300)
        }
        #expect(result.failure?.message.contains("'spin' has come to 2024-01-01") == true)
        try await Self.expectPass(
            "t:matches(t:run('spin').message, 'processor time')", flows: ["spin": "while true do end"],
            { $0.limits.processorTime = .milliseconds(50) })
    }

    @Test func specsAreSandboxed() async throws {
        try await Self.expectPass(
            """
            t:equal(io, nil)
            t:equal(os.execute, nil)
            t:truthy(not pcall(require, "spec"))
            """)
        let result = try await Self.result("local s = {} while true do s[#s + 1] = ('x'):rep(1000) .. #s end")
        #expect(result.failure?.message.contains("memory") == true, "\(result.failure?.message ?? "")")
    }
}
