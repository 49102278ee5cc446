import FlowModel
import FlowStore
import Synchronization
import Testing

@testable import FlowEngine

/// Tells how many of its connections were under way at a time.
private final class Counter: TypedConnector {
    let interface = ConnectorInterface(
        type: "COUNT", summary: "Counts.",
        inputs: [
            ConnectorInput("host", .text, "Where.", isRequired: true),
            ConnectorInput("token", .text, "Credentials.", isSecret: true),
        ])
    private let state = Mutex((now: 0, most: 0, all: 0))
    var most: Int { state.withLock { $0.most } }
    var all: Int { state.withLock { $0.all } }

    func host(of inputs: JSONObject) -> String? { inputs["host"]?.text }

    func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        state.withLock { state in
            state.now += 1
            state.all += 1
            state.most = max(state.most, state.now)
        }
        for _ in 0..<20 { await Task.yield() }
        state.withLock { $0.now -= 1 }
        return ["host": inputs["host"] ?? .null]
    }
}

/// What the record of a connector says of its connections.
@Suite(.timeLimit(.minutes(10))) struct ConnectorGrantTests {
    private let counter = Counter()

    /// Every secret is the same.
    private struct OneSecret: SecretSource {
        func secret(_ name: String, for use: SecretUse) async throws(FlowError) -> String { "correct horse" }
    }

    private func output(
        _ script: String, _ change: (inout EngineConfiguration) -> Void = { _ in }
    ) async throws -> JSONObject {
        var configuration = EngineConfiguration()
        configuration.clock = VirtualClock(start: TestFlow.start)
        configuration.connectors = ["COUNT": counter]
        change(&configuration)
        let engine = ExecutionEngine(
            store: MemoryStore(), environment: TestFlow.environment, configuration: configuration)
        defer { engine.stop() }
        let id = ExecutionID(createdAt: TestFlow.start, random: (1, 2))
        try await engine.start(
            ExecutionRecord(id: id, name: "flow", script: script, inputs: [:], createdAt: TestFlow.start), seed: 1)
        let row = try await engine.end(of: id)
        return try #require(row.record.output.object, "\(row.record.message ?? "")")
    }

    private static let fanOut = """
        local calls = {}
        for i = 1, 40 do calls[i] = this:connect("counted", {host = "a.example", wait = false}) end
        this:wait_for(table.unpack(calls))
        return {n = #calls}
        """

    @Test func soManyAtATime() async throws {
        let output = try await output(
            """
            system:connector("counted"):save{connector_type = "COUNT", max_concurrent = 3}
            \(Self.fanOut)
            """)
        #expect(output["n"] == 40)
        #expect(counter.all == 40)
        #expect(1...3 ~= counter.most)
    }

    @Test func soManyOfAType() async throws {
        _ = try await output("system:connector('counted'):save{connector_type = 'COUNT'}\n\(Self.fanOut)") {
            $0.connectorLimits["COUNT"] = ConnectionLimits(concurrent: 1)
        }
        #expect(counter.all == 40)
        #expect(counter.most == 1)
    }

    @Test func onlyToTheHostsThatAreAllowed() async throws {
        let output = try await output(
            """
            system:connector("counted"):save{connector_type = "COUNT", allowed_hosts = json.array{"*.example"}}
            local good = this:connect("counted", {host = "a.example"})
            local bad = this:connect("counted", {host = "a.example.evil.net", wait = "ALL_ENDED"})
            system:connector("counted"):delete()
            local again = this:connect{connector_type = "COUNT", host = "elsewhere.net"}
            return {good = good:get("status"), bad = bad:get("message"), again = again:get("status")}
            """)
        #expect(output["good"] == "ENDED_SUCCESS")
        #expect(output["again"] == "ENDED_SUCCESS")
        #expect(
            output["bad"]
                == "PermissionDenied: COUNT: the connector 'counted' may not go to a.example.evil.net; see its allowed_hosts"
        )
        #expect(counter.all == 2)
    }

    @Test(arguments: ["'a.example'", "json.array{}", "{a = 1}", "0"])
    func whatIsNoListOfHostsAllowsNone(_ hosts: String) async throws {
        let output = try await output(
            """
            system:connector("counted"):save{connector_type = "COUNT", allowed_hosts = \(hosts)}
            return {status = this:connect("counted", {host = "a.example", wait = "ALL_ENDED"}):get("status")}
            """)
        #expect(output["status"] == "ENDED_ERROR")
        #expect(counter.all == 0)
    }

    @Test func aSecretTakesAPermissionOrAConnector() async throws {
        let output = try await output(
            """
            system:role("caller"):save{permissions = {
                {record_type = "connector", actions = "*"}, {record_type = "secret", actions = "run", names = {"own%"}}}}
            system:connector("counted"):save{connector_type = "COUNT", value = {host = "a", token = "${secret.shared}"}}
            return this:script([==[
                local function try(body)
                    local ok, err = pcall(body)
                    return ok and err or err.message
                end
                local function with(secret)
                    return this:connect{connector_type = "COUNT", host = "a", token = secret, wait = "ALL_ENDED"}:get("message", "status")
                end
                local function save(secret)
                    return try(function()
                        system:connector("mine"):save{connector_type = "COUNT", value = {host = "a", token = secret}}
                        return "saved"
                    end)
                end
                return {
                    by_connector = this:connect("counted"):get("status"), own = select(2, with("${secret.own_1}")),
                    other = with("${secret.shared}"), saved = save("${secret.own_2}"), stolen = save("x ${secret.shared}"),
                }
            ]==], {roles = {"caller"}}):get("output_value")
            """
        ) { $0.secrets = OneSecret() }
        let refusal = "there is no permission to run the secret 'shared'; the execution has the role 'caller'"
        #expect(
            output == [
                "by_connector": "ENDED_SUCCESS", "own": "ENDED_SUCCESS",
                "other": .string("PermissionDenied: \(refusal)"),
                "saved": "saved", "stolen": .string("save: \(refusal)"),
            ])
        #expect(counter.all == 2)
    }

    @Test(arguments: ["max_concurrent = 0", "max_per_minute = -1", "max_concurrent = 'x'"])
    func limitsAreNumbers(_ limit: String) async throws {
        let output = try await output(
            """
            local ok, err = pcall(function() system:connector("counted"):save{connector_type = "COUNT", \(limit)} end)
            return {ok = ok, type = err.type}
            """)
        #expect(output == ["ok": false, "type": "InvalidInputError"])
    }
}
