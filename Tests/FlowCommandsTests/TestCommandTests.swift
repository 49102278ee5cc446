import FlowModel
import Foundation
import Testing

/// `moonflow test`, as its users see it.
@Suite(.timeLimit(.minutes(10))) struct TestCommandTests {
    private static let flows = [
        "order.lua": """
        function handler(system, this, inputs)
            local parcel = this:flow("ship", {address = inputs.address})
            this:log("shipped", parcel:get("output_value"))
            local answer = this:message("Send the invoice?", {wait = true})
            this:sleep(30 * 86400)
            return {approved = answer:get("response")}
        end
        """, "ship.lua": "return {parcel = 1}",
    ]

    private func folder(_ specs: [String: String]) throws -> Folder {
        try Folder(Self.flows.merging(specs) { $1 })
    }

    /// The output without the times that tests took.
    private func text(_ run: Finished) -> String {
        run.output.replacing(/\(\d+ ms/, with: "(T ms")
    }

    @Test func specsThatPass() throws {
        let folder = try folder([
            "order.spec.lua": """
            test("a month passes", function(t)
                t:stub_message("Send the invoice?", {ok = true})
                t:equal(t:run("order").elapsed, 30 * 86400)
            end)
            test("it asks", function(t)
                print("look", t:run("order").waits_for)
            end)
            """
        ])
        let run = try moonflow("test", folder.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            text(run) == """
                \(folder.file("order.spec.lua"))
                  ok   a month passes (T ms)
                  ok   it asks (T ms)
                       print: look\tan answer to the message 'Send the invoice?'
                2 tests, 2 passed, 0 failed

                """)
        for path in ["order.lua", "order.spec.lua", "order"] {
            #expect(try moonflow("test", folder.file(path), "--filter", "month").output.contains("1 test, 1 passed"))
        }
        let killed = try moonflow("test", folder.path, "--crash-everywhere", "--filter", "month")
        #expect(killed.status == 0, "\(killed.output)")
        #expect(killed.output.firstMatch(of: /ok   a month passes \(\d+ ms, [1-9]\d* kills\)/) != nil)
    }

    @Test func aFailureSaysAllThereIsToKnow() throws {
        let folder = try folder([
            "order.spec.lua": """
            test("ships", function(t)
                t:stub_flow("ship", function() return {parcel = 7} end)
                t:stub_message("Send the invoice", {})
                local run = t:run("order", {address = "Here"})
                t:equal(run.children[1].output, {parcel = 8}, "the parcel")
            end)
            """
        ])
        let run = try moonflow("test", folder.path)
        #expect(run.status == 1)
        #expect(
            text(run) == """
                \(folder.file("order.spec.lua"))
                  FAIL ships (T ms)
                       order.spec.lua:5: the parcel: not equal
                         5 | t:equal(run.children[1].output, {parcel = 8}, "the parcel")
                         got:      {parcel = 7}
                         expected: {parcel = 8}
                         differs:  .parcel: got 7, expected 8
                       stubs that nobody asked: 'Send the invoice'
                       'order' is WAITING_RESPONSE after 0 s
                       it waits for an answer to the message 'Send the invoice?'
                         00:00:00 INFO  user log: shipped parcel: 7
                1 test, 0 passed, 1 failed

                """)
        let json = try moonflow("test", folder.path, "--json")
        #expect(json.status == 1)
        let report = try #require((JSONParser.parse(json.output) as JSONValue).items?.first?.object)
        #expect(report["failed"] == 1)
        let test = try #require(report["tests"]?.items?.first?.object)
        #expect(test["name"] == "ships")
        #expect(test["passed"] == false)
        #expect(test["failure"]?.object?["line"] == 5)
        #expect(test["never_asked"] == ["Send the invoice"])
        #expect(test["runs"]?.items?.first?.object?["status"] == "WAITING_RESPONSE")
    }

    @Test func aSpecThatCannotBeRunDoesNotHoldUpTheOthers() throws {
        let folder = try folder([
            "a.spec.lua": "test('a', function(t)\n  if t then\nend)", "b.spec.lua": "test('b', function() end)",
            "c.spec.lua": "-- nothing yet",
        ])
        let run = try moonflow("test", folder.path)
        #expect(run.status == 1)
        #expect(run.output.contains("a.spec.lua:3: unexpected symbol near ')'"), "\(run.output)")
        #expect(run.output.contains("c.spec.lua has no tests: write test("))
        #expect(run.output.contains("3 tests, 1 passed, 2 failed"))
    }

    @Test func aSpecThatLoopsIsEnded() throws {
        let folder = try folder([
            "a.spec.lua": "test('loops', function() while true do end end)\ntest('b', function() end)"
        ])
        let run = try moonflow("test", folder.path, "--timeout", "0.3")
        #expect(run.status == 1)
        #expect(run.output.contains("FAIL loops"))
        #expect(run.output.contains("ok   b"))
    }

    @Test func aFlowThatIsNotThere() throws {
        let folder = try folder(["a.spec.lua": "test('a', function(t) t:run('oder') end)"])
        let run = try moonflow("test", folder.path)
        #expect(run.output.contains("a.spec.lua:1: there is no flow 'oder'; did you mean 'order'?"), "\(run.output)")
    }

    @Test func aStubThatChangesItsMindIsAskedOnce() throws {
        let folder = try folder([
            "a.spec.lua": """
            test("counts", function(t)
                t:stub_flow("ship", function(_, call) return {n = call.number} end)
                t:stub_message("*", function(_, call) return {n = call.number} end)
                t:equal(t:run("order").output, {approved = {n = 1}})
                t:equal(#t:calls("ship"), 1)
            end)
            """
        ])
        let run = try moonflow("test", folder.path, "--crash-everywhere")
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func wrongUsage() throws {
        let folder = try folder([:])
        let none = try moonflow("test", folder.path)
        #expect(none.status == 64)
        #expect(none.errors.contains("a spec is a file NAME.spec.lua beside the flow"), "\(none.errors)")
        #expect(none.errors.contains("t:stub_flow(\"ship\", {parcel = 7})"))
        let beside = try moonflow("test", folder.file("order.lua"))
        #expect(beside.status == 64)
        #expect(beside.errors.contains("order.lua is no spec, and has none: write \(folder.file("order.spec.lua"))"))
        #expect(try moonflow("test", folder.file("nothing")).errors.contains("there is no such file or folder"))
        #expect(try moonflow("test", folder.path, "--timeout", "0").status == 64)
        try folder.write("test('a', function() end)", to: "a.spec.lua")
        let filtered = try moonflow("test", folder.path, "--filter", "nothing")
        #expect(filtered.status == 64)
        #expect(filtered.errors.contains("no test has 'nothing' in its name"))
    }

    @Test func specsAreNoFlowsAndAreChecked() throws {
        let folder = try folder([
            "order.spec.lua": "test('a', function(t) t:run('order') end)\nbefore_each(function() end)",
            "main.lua": "this:flow('order.spec')", "bad.spec.lua": "tset('a')",
        ])
        let run = try moonflow("run", folder.file("main.lua"), "--memory")
        #expect(run.errors.contains("there is no flow 'order.spec'"), "\(run.errors)")
        #expect(try moonflow("check", folder.file("order.spec.lua")).status == 0)
        let bad = try moonflow("check", folder.file("bad.spec.lua"))
        #expect(bad.output.contains("unknown global 'tset'; did you mean 'test'?"), "\(bad.output)")
    }

    @Test func theSpecsOfTheExamplesPass() throws {
        let flows = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "scripts/flows")
        let run = try moonflow("test", flows.path)
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("approval.spec.lua"))
        for name in ["approval", "git_push_webhook", "nightly_orders"] {
            let killed = try moonflow("test", flows.appending(path: "\(name).spec.lua").path, "--crash-everywhere")
            #expect(killed.status == 0, "\(killed.output)")
        }
        #expect(try moonflow("test", flows.path, "--no-always-replay").status == 0)
    }
}
