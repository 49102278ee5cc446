import FlowEngine
import FlowModel
import Foundation
import LuaHost
import Testing

/// Every flow of `scripts/flows` gives what `NAME.expected.json` says.
///
/// Its inputs come from `NAME.input.json`, if there is one. `MOONFLOW_RECORD=1 scripts/test --filter ExampleFlow` writes
/// the expectations anew.
@Suite struct ExampleFlowTests {
    private static let folder = "scripts/flows"
    private static let names = (try? Project.names(in: folder, ending: ".lua")) ?? []

    private struct Outcome {
        let record: ExecutionRecord
        let log: [LogEntry]

        /// Times are those of the script, so sleeping shows in them.
        var json: JSONValue {
            [
                "status": .string(record.status.rawValue), "message": record.message.map { .string($0) } ?? .null,
                "output_value": record.output,
                "logs": .array(
                    log.map { .string("\($0.time.iso8601) \($0.level.rawValue) \($0.subject): \($0.text)") }),
            ]
        }
    }

    private func run(_ name: String) async throws -> Outcome {
        let script = try Script(source: try Project.bytes(of: "\(Self.folder)/\(name).lua"), name: "\(name).lua")
        var inputs: JSONValue = [:]
        if let bytes = try? Project.bytes(of: "\(Self.folder)/\(name).input.json") {
            inputs = try JSONParser.parse(bytes)
        }
        let log = TestLog()
        let report = await TestFlow.run(script, inputs: inputs, log: log)
        return Outcome(record: report.record, log: log.entries)
    }

    @Test(arguments: names)
    func givesWhatIsExpected(_ name: String) async throws {
        let outcome = try await run(name)
        let path = "\(Self.folder)/\(name).expected.json"
        if Project.isRecording {
            let text = JSONWriter.prettyText(outcome.json) + "\n"
            try text.write(to: Project.root.appending(path: path), atomically: true, encoding: .utf8)
            Issue.record("\(path) was written; look at it, then run again without MOONFLOW_RECORD")
            return
        }
        let expected = try JSONParser.parse(try Project.bytes(of: path))
        #expect(
            outcome.json == expected,
            "\(name) gives\n\(JSONWriter.prettyText(outcome.json))\nexpected\n\(JSONWriter.prettyText(expected))")
    }

    @Test(arguments: names)
    func isWithoutProblems(_ name: String) throws {
        let source = try Project.bytes(of: "\(Self.folder)/\(name).lua")
        #expect(ScriptChecker.problems(in: source, name: "\(name).lua").isEmpty)
    }

    @Test func everyFileBelongsToAFlow() throws {
        let files = try Project.names(in: Self.folder, ending: "")
        for file in files {
            let name = file.split(separator: ".").first.map(String.init) ?? file
            #expect(Self.names.contains(name), "\(file) belongs to no flow")
            #expect(["lua", "input.json", "expected.json"].contains(String(file.dropFirst(name.count + 1))), "\(file)")
        }
        #expect(Self.names.count >= 10)
    }
}
