import FlowConnectors
import FlowEngine
import FlowModel
import Foundation
import LuaHost
import OutsideWorld
import Synchronization
import Testing

/// Every flow of `scripts/flows` gives what `NAME.expected.json` says.
///
/// Its inputs come from `NAME.input.json` and answers to its messages from `NAME.answers.json`, if there are such files. With a
/// `NAME.service.json` it gets the address of a `WebService` as the input `url`, to which it connects over HTTP; what it asked
/// for there is part of the expectation. It is run in memory, replayed at every wait, and on SQLite. `MOONFLOW_RECORD=1 scripts/test --filter ExampleFlow` writes
/// the expectations anew.
@Suite struct ExampleFlowTests {
    private static let folder = "scripts/flows"
    private static let names = ((try? Project.names(in: folder, ending: ".lua")) ?? []).filter {
        !$0.hasSuffix(".spec")
    }

    /// Those that need nothing but what there is here: another names in `NAME.servers.json` the servers that it needs, and has
    /// a test of its own.
    private static let runnable = names.filter { (try? Project.bytes(of: "\(folder)/\($0).servers.json")) == nil }

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

    @Test(arguments: runnable, StoredRun.Mode.allCases)
    func givesWhatIsExpected(_ name: String, _ mode: StoredRun.Mode) async throws {
        var run = StoredRun(
            script: String(decoding: try Project.bytes(of: "\(Self.folder)/\(name).lua"), as: UTF8.self))
        run.name = name
        run.flows = Self.flows
        run.inputs = try Self.json("\(name).input.json") ?? [:]
        if case .array(let answers)? = try Self.json("\(name).answers.json") { run.answers = answers }
        let files = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: files) }
        run.connectors = ["FILE": FileConnector(root: files.path), "REST": RESTConnector()]
        let outcome: JSONValue
        if let fixture = try Self.json("\(name).service.json") {
            outcome = try await Self.outcome(of: run, mode, fixture)
        } else {
            outcome = try await run.outcome(mode).json
        }
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

    /// What comes of a run that acts on a service, with what it asked the service for.
    private static func outcome(
        of run: StoredRun, _ mode: StoredRun.Mode, _ fixture: JSONValue
    ) async throws -> JSONValue {
        let service = Shared(WebService(fixture))
        let server = try HTTPServer { request in service.value.withLock { $0.answer(to: request) } }
        defer { server.stop() }
        var run = run
        if case .object(var inputs) = run.inputs {
            inputs["url"] = .string(server.url)
            run.inputs = .object(inputs)
        }
        var outcome = try await run.outcome(mode).json.object ?? [:]
        let requests = service.value.withLock { $0.requests }
        #expect(requests.allSatisfy { $0.idempotencyKey != nil })
        // Those under way at the same time come in any order.
        outcome["requests"] = .array(requests.map(\.line).sorted().map(JSONValue.string))
        return try JSONParser.parse(
            [UInt8](JSONWriter.text(.object(outcome)).replacing(server.url, with: "URL").utf8))
    }

    private final class Shared<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
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
                [
                    "lua", "spec.lua", "input.json", "expected.json", "answers.json", "service.json", "servers.json",
                ].contains(
                    String(file.dropFirst(name.count + 1))),
                "\(file)")
        }
        #expect(Self.names.count >= 10)
    }
}
