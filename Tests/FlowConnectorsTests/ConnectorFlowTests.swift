import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost
import Testing

/// Flows that connect, on a real engine with a real clock, against a real server; the examples of `scripts/flows` have a test
/// of their own.
///
/// Each `Flows/NAME.lua` gives what `NAME.expected.json` says, on both stores. `MOONFLOW_RECORD=1` writes it anew.
@Suite(.timeLimit(.minutes(10))) struct ConnectorFlowTests {
    enum Place: String, CaseIterable, Sendable {
        case memory, sqlite
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Flows")
    private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".lua") }.map { String($0.dropLast(4)) }.sorted()

    private static let environment = Result { try SandboxEnvironment.flow() }

    /// The service that the flows use.
    @Sendable private static func service(_ request: HTTPTestServer.Request) -> [HTTPTestServer.Step] {
        switch (request.method, request.path) {
        case ("PUT", "/names/taken"): HTTPTestServer.json(#"{"error": "taken"}"#, status: 409)
        case ("PUT", _): HTTPTestServer.json(request.text, status: 201)
        case ("POST", "/servers"): HTTPTestServer.json(#"{"id": 7}"#, status: 201)
        case ("DELETE", _): HTTPTestServer.reply(204)
        case (_, "/greeting"): HTTPTestServer.text("hello")
        case (_, "/square"):
            Int(request.query.dropFirst(2)).map { HTTPTestServer.json(#"{"square": \#($0 * $0)}"#) }
                ?? HTTPTestServer.text("no n", status: 400)
        default: HTTPTestServer.text("broken", status: 500)
        }
    }

    private func engine(_ store: any FlowStore, _ folder: TemporaryFolder) throws -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.connectors = [
            "REST": RESTConnector(), "FILE": FileConnector(root: folder.file("files")),
        ]
        return ExecutionEngine(
            store: store, environment: try Self.environment.get(), configuration: configuration)
    }

    private func store(_ place: Place, _ folder: TemporaryFolder) throws -> any FlowStore {
        switch place {
        case .memory: MemoryStore()
        case .sqlite: try SQLiteStore(path: folder.file("store.db"), durability: .normal)
        }
    }

    private func record(_ name: String, _ script: String, _ url: String) -> ExecutionRecord {
        let start = ScriptTime(microseconds: 1_767_225_600_000_000)
        return ExecutionRecord(
            id: ExecutionID(createdAt: start, random: (1, 2)), name: name, script: script,
            inputs: ["url": .string(url)],
            createdAt: start)
    }

    @Test(arguments: names, Place.allCases)
    func givesWhatIsExpected(_ name: String, _ place: Place) async throws {
        let folder = try TemporaryFolder()
        let server = try await HTTPTestServer(Self.service)
        let engine = try engine(try store(place, folder), folder)
        defer { engine.stop() }
        let script = try String(contentsOf: Self.folder.appending(path: "\(name).lua"), encoding: .utf8)
        let row: StoredExecution
        do {
            let id = try await engine.start(record(name, script, server.url), seed: 1)
            row = try await engine.end(of: id)
            try await engine.idle()
        }
        // Ids of what is created have the time in them.
        let message = (row.record.message ?? "").replacingOccurrences(of: server.url, with: "URL")
            .replacing(try Regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), with: "ID")
        let keys = server.requests.compactMap { $0.header("idempotency-key") }
        let outcome: JSONValue = [
            "status": .string(row.record.status.rawValue),
            "message": .string(message),
            "output_value": row.record.output,
            "requests": .array(
                server.requests.map { JSONValue.string("\($0.method) \($0.uri)") }
                    .sorted { ($0.text ?? "") < ($1.text ?? "") }),
        ]
        #expect(Set(keys).count == keys.count)
        let file = Self.folder.appending(path: "\(name).expected.json")
        if ProcessInfo.processInfo.environment["MOONFLOW_RECORD"] == "1" {
            try (JSONWriter.prettyText(outcome) + "\n").write(to: file, atomically: true, encoding: .utf8)
            Issue.record("\(file.lastPathComponent) was written; look at it, then run again without MOONFLOW_RECORD")
            return
        }
        let expected = try JSONParser.parse([UInt8](try Data(contentsOf: file))) as JSONValue
        #expect(
            outcome == expected,
            "\(name) gives\n\(JSONWriter.prettyText(outcome))\nexpected\n\(JSONWriter.prettyText(expected))")
    }

    @Test(arguments: names)
    func isWithoutProblems(_ name: String) throws {
        let source = [UInt8](try Data(contentsOf: Self.folder.appending(path: "\(name).lua")))
        #expect(ScriptChecker.problems(in: source, name: "\(name).lua").isEmpty)
    }

    @Test func aFlowSeesWhatIsWrongWithItsInputs() async throws {
        let folder = try TemporaryFolder()
        let engine = try engine(MemoryStore(), folder)
        defer { engine.stop() }
        let script = """
            local ok, err = pcall(this.connect, this, {connector_type = "REST", ulr = "http://x/", wait = "ALL_ENDED"})
            return {type = err.type, message = err.message, children = #this:children()}
            """
        let id = try await engine.start(record("wrong", script, ""), seed: 1)
        let output = try #require(try await engine.end(of: id).record.output.object)
        #expect(output["type"] == "ExtraInputError" && output["children"] == 0)
        #expect(
            output["message"]?.text?.hasPrefix("connect: REST: there is no input 'ulr'; did you mean 'url'?") == true,
            "\(output)")
    }

    @Test func cancellingAnExecutionClosesItsConnection() async throws {
        let folder = try TemporaryFolder()
        let (started, signal) = AsyncStream<Void>.makeStream()
        let server = try await HTTPTestServer { _ in
            signal.yield()
            return [.head(200, []), .drip]
        }
        let store = MemoryStore()
        let engine = try engine(store, folder)
        defer { engine.stop() }
        let script = """
            local c = this:connect{connector_type = "REST", url = inputs.url, wait = "ALL_ENDED"}
            return {status = c:get("status")}
            """
        let id = try await engine.start(record("long", script, server.url), seed: 1)
        for await _ in started { break }
        let child = try #require(
            try store.read { transaction throws(StoreError) in
                try transaction.executions(.children(of: id)).first
            })
        await engine.cancel(child, message: nil)
        #expect(try await engine.end(of: id).record.output == ["status": "ENDED_CANCELLED"])
        await server.untilClosed(1)
    }

    @Test func anotherProcessSendsTheSameKey() async throws {
        let folder = try TemporaryFolder()
        let (started, signal) = AsyncStream<Void>.makeStream()
        let store = try SQLiteStore(path: folder.file("store.db"), durability: .normal)
        let script = """
            return {text = this:connect{connector_type = "REST", method = "POST", url = inputs.url}:get("output_value").text}
            """
        let server = try await HTTPTestServer { request in
            signal.yield()
            return request.header("x-last") == nil && request.method == "POST" ? [.hang] : HTTPTestServer.text("x")
        }
        let id: ExecutionID
        do {
            let first = try engine(store, folder)
            id = try await first.start(record("again", script, server.url), seed: 1)
            for await _ in started { break }
            first.stop()
        }
        await server.untilClosed(1)
        let keys = server.requests.compactMap { $0.header("idempotency-key") }
        #expect(keys.count == 1)
        let second = try engine(store, folder)
        defer { second.stop() }
        try await second.recover()
        for await _ in started { break }
        #expect(server.requests.compactMap { $0.header("idempotency-key") } == keys + keys)
        await second.cancel(id, message: nil)
    }
}
