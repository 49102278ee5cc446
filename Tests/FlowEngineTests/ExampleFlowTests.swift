import FlowConnectors
import FlowEngine
import FlowModel
import Foundation
import LuaHost
import Testing

/// Every flow of `scripts/flows` gives what `NAME.expected.json` says.
///
/// Its inputs come from `NAME.input.json` and answers to its messages from `NAME.answers.json`, if there are such files.
/// It is run in memory, replayed at every wait, and on SQLite. `MOONFLOW_RECORD=1 scripts/test --filter ExampleFlow` writes
/// the expectations anew.
@Suite struct ExampleFlowTests {
    private static let folder = "scripts/flows"
    private static let names = ((try? Project.names(in: folder, ending: ".lua")) ?? []).filter {
        !$0.hasSuffix(".spec")
    }

    /// The flows of the folder, so that one can call another.
    private static let flows = FlowTable(
        Dictionary(
            uniqueKeysWithValues: names.map { name in
                (
                    name,
                    (try? Project.bytes(of: "\(folder)/\(name).lua")).map { String(decoding: $0, as: UTF8.self) } ?? ""
                )
            }))

    private static func json(_ file: String) throws -> JSONValue? {
        guard let bytes = try? Project.bytes(of: "\(folder)/\(file)") else { return nil }
        return try JSONParser.parse(bytes)
    }

    @Test(arguments: names, StoredRun.Mode.allCases)
    func givesWhatIsExpected(_ name: String, _ mode: StoredRun.Mode) async throws {
        var run = StoredRun(
            script: String(decoding: try Project.bytes(of: "\(Self.folder)/\(name).lua"), as: UTF8.self))
        run.name = name
        run.flows = Self.flows
        run.inputs = try Self.json("\(name).input.json") ?? [:]
        if case .array(let answers)? = try Self.json("\(name).answers.json") { run.answers = answers }
        let files = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: files) }
        run.connectors = ["FILE": FileConnector(root: files.path)]
        let outcome = try await run.outcome(mode).json
        let path = "\(Self.folder)/\(name).expected.json"
        if Project.isRecording {
            let text = JSONWriter.prettyText(outcome) + "\n"
            try text.write(to: Project.root.appending(path: path), atomically: true, encoding: .utf8)
            Issue.record("\(path) was written; look at it, then run again without MOONFLOW_RECORD")
            return
        }
        let expected = try JSONParser.parse(try Project.bytes(of: path))
        #expect(
            outcome == expected,
            "\(name) gives\n\(JSONWriter.prettyText(outcome))\nexpected\n\(JSONWriter.prettyText(expected))")
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
            #expect(
                ["lua", "spec.lua", "input.json", "expected.json", "answers.json"].contains(
                    String(file.dropFirst(name.count + 1))),
                "\(file)")
        }
        #expect(Self.names.count >= 10)
    }
}
