import FlowModel
import Foundation
import LuaHost
import Testing

@testable import FlowEngine

@Suite struct StandardLibraryTests {
    private static let names = (try? Project.names(in: "stdlib", ending: ".lua")) ?? []
    /// The spec runner is tested by `FlowTestKitTests`, with specs.
    private static let modules = names.filter { $0 != StandardLibrary.specName }

    @Test func theProgramHoldsTheFilesOfTheFolder() throws {
        #expect(StandardLibrary.sources.keys.sorted() == Self.names)
        for name in Self.names {
            #expect(try StandardLibrary.sources[name] == Project.bytes(of: "stdlib/\(name).lua"), "\(name)")
        }
    }

    @Test(arguments: [("wrappers", StandardLibrary.wrappers), ("schedulers", StandardLibrary.schedulers)])
    func theProgramHoldsTheScriptsOfTheFolder(_ folder: String, _ scripts: [String: String]) throws {
        #expect(try scripts.keys.sorted() == Project.names(in: "stdlib/\(folder)", ending: ".lua"))
        for (name, text) in scripts {
            #expect(try Array(text.utf8) == Project.bytes(of: "stdlib/\(folder)/\(name).lua"), "\(name)")
        }
    }

    /// A test in Lua returns what `assert.suite` says: `{passed = N, failed = {{name, message}...}}`.
    @Test(arguments: modules)
    func theTestsOfAModulePass(_ name: String) async throws {
        let script = try Script(source: try Project.bytes(of: "stdlib/tests/\(name).lua"), name: "\(name).lua")
        let report = await TestFlow.run(script)
        #expect(report.record.status == .endedSuccess, "\(report.record.message ?? "")")
        guard case .object(let output) = report.record.output, case .integer(let passed)? = output["passed"],
            case .array(let failed)? = output["failed"]
        else {
            Issue.record("stdlib/tests/\(name).lua does not return the result of assert.suite")
            return
        }
        for failure in failed { Issue.record("\(name): \(failure)") }
        #expect(passed > 0)
    }

    @Test func everyTestIsOfAModule() throws {
        #expect(try Project.names(in: "stdlib/tests", ending: ".lua") == Self.modules)
    }

    @Test func flowsCannotRequireTheSpecRunner() async throws {
        let report = await TestFlow.run(try Script(source: Array("require 'spec'".utf8), name: "a"))
        #expect(report.record.message?.contains("module 'spec' not found") == true)
    }

    @Test func theErrorTreeIsThatOfTheEngine() async throws {
        let report = await TestFlow.run(try Script(source: Array("return flow_api.classes()".utf8), name: "tree"))
        var expected: JSONObject = [:]
        for each in FlowErrorClass.allCases {
            expected[each.rawValue] = each.parent.map { .string($0.rawValue) } ?? .bool(false)
        }
        #expect(report.record.output == .object(expected))
    }

    /// An end of the execution is no error that could be tried again.
    @Test func retryDoesNotHoldUpAnEnd() async throws {
        let source = """
            local calls = 0
            require "retry"(this, {attempts = 5}, function()
                calls = calls + 1
                this:set_output("calls", calls)
                this:success("enough")
            end)
            """
        let report = await TestFlow.run(try Script(source: Array(source.utf8), name: "retry"))
        #expect(report.record.status == .endedSuccess)
        #expect(report.record.output == ["calls": 1])
    }

    @Test func aModuleOfTheFlowTakesThePlaceOfAStandardOne() async throws {
        let own = try Script.module(source: Array("return 'own'".utf8), name: "sorted")
        let environment = try SandboxEnvironment.flow(modules: [own])
        let script = try Script(source: Array("return require 'sorted'".utf8), name: "own")
        #expect(await TestFlow.run(script, environment: environment).record.output == ["result": "own"])
    }
}
