import AsyncHTTPClient
import FlowConnectors
import FlowEngine
import FlowModel
import FlowStoreSQLite
import Foundation

/// A trivial call of REST by a flow, beside the client alone and the disk alone, in turns.
enum Calls {
    private static let (rounds, each) = (20, 25)

    static func measure(_ place: Place, _ url: String) async throws {
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let rest = RESTConnector()
        let counter = CommitCounter()
        let engine = try Engines.engine(try SQLiteStore(path: place.file("calls.db")), rest, observer: counter)
        let calls = "for i = 1, \(each) do this:connect{connector_type = 'REST', url = inputs.url} end"
        var (alone, connector, disk): ([Double], [Double], [Double]) = ([], [], [])
        var (flows, empty): ([Double], [Double]) = ([], [])
        var (commits, emptyCommits) = (0, 0)
        for _ in 0..<rounds {
            disk.append(try place.secondsOfSync(each * 2))
            alone.append(
                Line.seconds(
                    try await ContinuousClock().measure {
                        for _ in 0..<each { try await Self.get(client, url) }
                    }) / Double(each))
            connector.append(
                Line.seconds(
                    try await ContinuousClock().measure {
                        for n in 0..<each { _ = try await rest.perform(Self.request(url, n)) }
                    }) / Double(each))
            var before = counter.count
            empty.append(try await seconds(of: "return 1", url, engine))
            emptyCommits += counter.count - before
            before = counter.count
            flows.append(try await seconds(of: calls, url, engine))
            commits += counter.count - before
        }
        engine.stop()
        await rest.shutdown()
        try await client.shutdown()
        func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        let call = (middle(flows) - middle(empty)) / Double(each)
        let total = Double(rounds * each)
        Line.write("C1 GET by the client alone", Line.milliseconds(middle(alone)), "async-http-client, kept alive")
        Line.write("C1 GET by the connector alone", Line.milliseconds(middle(connector)), "no engine, no store")
        Line.write(
            "C1 GET by a flow, FULL", Line.milliseconds(call),
            "\(String(format: "%.2f", Double(commits - emptyCommits) / total)) commits a call; a sync of this disk takes "
                + Line.milliseconds(middle(disk)))
        Line.write(
            "C1 more than the client and two syncs", Line.milliseconds(call - middle(alone) - 2 * middle(disk)),
            "at most 1 ms and 2 commits")
    }

    private static func seconds(of script: String, _ url: String, _ engine: ExecutionEngine) async throws -> Double {
        Line.seconds(
            try await ContinuousClock().measure {
                let id = try await engine.start(Engines.record(script, url), seed: 1)
                let row = try await engine.end(of: id)
                precondition(row.record.status == .endedSuccess, row.record.message ?? "")
            })
    }

    private static func get(_ client: HTTPClient, _ url: String) async throws {
        let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(60))
        _ = try await response.body.collect(upTo: 100)
    }

    /// A request as an engine makes it.
    static func request(_ url: String, _ number: Int, _ more: JSONObject = [:]) -> ConnectorRequest {
        var inputs = more
        inputs["url"] = .string(url)
        return ConnectorRequest(
            execution: ExecutionID(createdAt: ScriptTime(microseconds: 0), random: (1, UInt64(number))),
            connectorType: "REST", connectorName: nil, inputs: .object(inputs), idempotencyKey: "bench-\(number)")
    }
}
