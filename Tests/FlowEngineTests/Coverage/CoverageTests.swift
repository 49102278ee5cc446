import FlowModel
import Foundation
import Testing

@testable import FlowEngine

/// Every method and every field of the reference, run from Lua.
@Suite(.timeLimit(.minutes(15))) struct CoverageTests {
    /// Gives its inputs back.
    private struct Echo: Connector {
        func perform(_ request: ConnectorRequest) async throws(FlowError) -> JSONValue { request.inputs }
    }

    private func outcome(_ script: String, _ mode: StoredRun.Mode) async throws -> StoredRun.Outcome {
        var run = StoredRun(script: script)
        run.flows = FlowTable(["square": "return {square = inputs.n * inputs.n}"])
        run.connectors = ["ECHO": Echo()]
        return try await run.outcome(mode)
    }

    private func check(_ script: String, _ mode: StoredRun.Mode, _ what: String) async throws -> Set<String> {
        let outcome = try await outcome(script, mode)
        let message = outcome.row.divergence ?? outcome.row.record.message ?? ""
        #expect(outcome.row.record.status == .endedSuccess, "\(what), \(mode): \(message)")
        #expect(
            outcome.row.record.output == ["result": true],
            "\(what), \(mode): \(JSONWriter.text(outcome.row.record.output)) \(message)")
        return outcome.functions
    }

    @Test func theReferenceHas109Methods() {
        #expect(Reference.methods.count == 109)
        #expect(Set(Reference.methods).count == 109)
    }

    @Test(arguments: Reference.methods)
    func eachMethodRunsFromLua(_ name: String) async throws {
        if MethodCases.owed.contains(name) {
            #expect(
                HostCatalogue.current.signature("Execution", name) == nil,
                "'\(name)' is there: give it a script in MethodCases, and take it out of `owed`")
            return
        }
        let script = try #require(MethodCases.all[name], "no script runs '\(name)'")
        for mode in StoredRun.Mode.allCases {
            let functions = try await check(script, mode, name)
            #expect(functions.contains("Execution:\(name)"), "\(name): the script does not call it")
        }
    }

    @Test func nothingElseIsInTheTable() {
        #expect(Set(MethodCases.all.keys).isSubset(of: Reference.methods))
        #expect(Set(MethodCases.all.keys).isDisjoint(with: MethodCases.owed))
    }

    @Test(arguments: FieldCases.parameters.keys.sorted())
    func eachParameterRunsFromLua(_ name: String) async throws {
        let script = try #require(FieldCases.parameters[name])
        #expect(script.contains(name))
        for mode in StoredRun.Mode.allCases { _ = try await check(script, mode, name) }
    }

    @Test func everyParameterOfTheReferenceIsInTheTable() {
        #expect(Set(FieldCases.parameters.keys).union(FieldCases.owed) == Set(Reference.parameters))
        #expect(FieldCases.owed.isDisjoint(with: FieldCases.parameters.keys))
        for name in FieldCases.owed {
            #expect(
                (try? ExecutionField.named(name)) == nil,
                "'\(name)' is a field now: give it a script in FieldCases, and take it out of `owed`")
        }
    }

    @Test(arguments: Reference.readableFields)
    func eachFieldIsRead(_ name: String) async throws {
        let script = """
            local child = this:script("this:sleep(1)", {wait = false})
            local own, all = this:get("\(name)"), this:get_dict()["\(name)"]
            local other = child:get("\(name)")
            child:wait()
            local ok, err = pcall(this.save, this, {\(name == "break" ? "[\"break\"]" : name) = {}})
            return own ~= nil and other ~= nil and all == own and not ok
                and flow_api.is(err, "InvalidInputError")
            """
        _ = try await check(script, .replayed, name)
    }

    /// `MOONFLOW_RECORD=1 swift test --filter CoverageTests` writes the page anew.
    @Test func thePageIsWhatTheTablesSay() throws {
        let file = Project.root.appending(path: "Sources/FlowEngine/Documentation.docc/Coverage.md")
        let text = CoveragePage.text()
        if Project.isRecording {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("Coverage.md was written; look at it, then run again without MOONFLOW_RECORD")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
