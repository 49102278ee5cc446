import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import LuaHost
import Synchronization

/// An HTTP server that runs a flow for each request, and answers with what the execution says.
final class WebhookFront: Sendable {
    private static let environment = Result { try SandboxEnvironment.flow() }

    /// The id of the record of the webhook, if there is one.
    let webhook = Mutex<String?>(nil)
    private let engine: ExecutionEngine
    private let script: String
    private let fields: JSONObject

    /// Makes a front.
    ///
    /// - Parameters:
    ///   - script: The script of the flow.
    ///   - fields: Fields of its executions.
    ///   - connectors: What it may connect to.
    /// - Throws: `SandboxError` when the Lua library of this machine cannot be made safe.
    init(_ script: String, _ fields: JSONObject = [:], connectors: [String: any Connector] = [:]) throws {
        self.script = script
        self.fields = fields
        var configuration = EngineConfiguration()
        configuration.connectors = connectors
        engine = ExecutionEngine(
            store: MemoryStore(), environment: try Self.environment.get(), configuration: configuration)
    }

    deinit { engine.stop() }

    /// Begins to listen.
    func server() async throws -> HTTPTestServer {
        try await HTTPTestServer(answering: { request in await self.answer(to: request) })
    }

    /// Runs a script that is not behind the webhook, such as one that makes records.
    func run(_ script: String) async throws -> JSONValue {
        let id = try await engine.start(record(script, [:]), seed: 1)
        return try await engine.end(of: id).record.output
    }

    private func record(_ script: String, _ inputs: JSONValue) -> ExecutionRecord {
        var generator = SystemRandomNumberGenerator()
        let now = SystemClock().now()
        return ExecutionRecord(
            id: ExecutionID(createdAt: now, using: &generator), name: "hook", script: script, inputs: inputs,
            createdAt: now)
    }

    private func answer(to request: HTTPTestServer.Request) async -> [HTTPTestServer.Step] {
        var inputs: JSONObject = ["method": .string(request.method), "path": .string(request.path)]
        if !request.query.isEmpty { inputs["query"] = .string(request.query) }
        if let json = try? JSONParser.parse(request.body) as JSONValue { inputs["json"] = json }
        var record = record(script, .object(inputs))
        record.set(fields)
        if let id = webhook.withLock({ $0 }) { record.set(["webhook_id": .string(id)]) }
        do throws(StoreError) {
            let id = try await engine.start(record, seed: 1)
            let response = WebhookResponse(of: try await engine.end(of: id).record)
            var headers = response.headers.map { ($0.name, $0.value) }
            if let type = response.contentType { headers.append(("Content-Type", type)) }
            return HTTPTestServer.reply(response.statusCode, headers, response.bytes)
        } catch {
            return HTTPTestServer.text("\(error)", status: 503)
        }
    }
}
