import AsyncHTTPClient
import FlowConnectors
import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation

/// Connections under way whose other side does not answer: what each costs.
enum ManyConnections {
    private static let count = 1000

    static func measure(_ place: Place, _ url: String) async throws {
        try await clientAlone("\(url)/never")
        try await connectorAlone("\(url)/never")
        try await throughFlows(place, "\(url)/never")
    }

    private static func clientAlone(_ url: String) async throws {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 10_000
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let (memory, sockets) = (Line.residentMemory(), Line.sockets())
        let tasks = (0..<count).map { _ in
            Task { try? await client.execute(HTTPClientRequest(url: url), timeout: .seconds(600)) }
        }
        try await wait(until: sockets + count)
        report("C2 \(count) connections, client alone", memory, sockets)
        for task in tasks { task.cancel() }
        for task in tasks { _ = await task.value }
        try await client.shutdown()
    }

    private static func connectorAlone(_ url: String) async throws {
        let rest = RESTConnector()
        // What is made once, and what one connection after the other leaves.
        for n in 0..<100 { _ = try await rest.perform(Calls.request(url.replacing("/never", with: "/"), n)) }
        // Until what is kept open for the next is closed.
        try await Task.sleep(for: .seconds(6))
        let (memory, sockets) = (Line.residentMemory(), Line.sockets())
        let tasks = (0..<count).map { n in Task { try? await rest.perform(Calls.request(url, n, ["timeout_sec": 600])) }
        }
        try await wait(until: sockets + count)
        report("C2 \(count) connections, connector alone", memory, sockets)
        for task in tasks { task.cancel() }
        for task in tasks { _ = await task.value }
        await rest.shutdown()
    }

    private static func throughFlows(_ place: Place, _ url: String) async throws {
        let rest = RESTConnector()
        let engine = try Engines.engine(try SQLiteStore(path: place.file("many.db"), durability: .normal), rest)
        // As many executions that end at once: the page cache of the store, and what the engine keeps in memory.
        let script = """
            for i = 1, \(count) do
                this:connect{connector_type = 'REST', url = inputs.url, timeout_sec = 600, wait = false}
            end
            """
        let first = try await engine.start(Engines.record(script, url.replacing("/never", with: "/")), seed: 1)
        _ = try await engine.end(of: first)
        try await engine.idle()
        try await Task.sleep(for: .seconds(6))
        let (memory, sockets) = (Line.residentMemory(), Line.sockets())
        let id = try await engine.start(Engines.record(script + "this:pause()", url), seed: 1)
        try await wait(until: sockets + count)
        report("C2 \(count) connections of a flow", memory, sockets)
        await engine.cancel(id, message: nil)
        engine.stop()
        await rest.shutdown()
    }

    private static func wait(until sockets: Int) async throws {
        for _ in 0..<1200 where Line.sockets() < sockets { try await Task.sleep(for: .milliseconds(50)) }
        // The last of them have to send their requests yet.
        try await Task.sleep(for: .seconds(1))
    }

    private static func report(_ name: String, _ memory: Int, _ sockets: Int) {
        let each = Double(Line.residentMemory() - memory) / Double(count) / 1000
        Line.write(
            name, "\(String(format: "%.1f", each)) KB each",
            "\(Line.sockets() - sockets) sockets; at most \(count) and 20 KB each")
    }
}
