import Synchronization
import Testing

@testable import FlowModel

/// Gives secrets by a table, and remembers what for.
private final class Table: SecretSource {
    private let uses = Mutex<[SecretUse]>([])
    var all: [SecretUse] { uses.withLock { $0 } }

    func secret(_ name: String, for use: SecretUse) async throws(FlowError) -> String {
        uses.withLock { $0.append(use) }
        guard let value = ["token": "correct horse", "key": "battery staple", "host": "evil.example"][name] else {
            throw FlowError(.resourceNotFound, "there is no secret '\(name)'")
        }
        return value
    }
}

/// Gives back all that it got, or fails with it.
private struct Mirror: TypedConnector {
    let interface = ConnectorInterface(
        type: "MIRROR", summary: "Shows what it got.",
        inputs: [
            ConnectorInput("url", .text, "Where.", takesSecrets: true),
            ConnectorInput("headers", .scalars, "Headers.", isSecret: true),
            ConnectorInput(
                "auth",
                .table([
                    ConnectorInput("user", .text, "Who."), ConnectorInput("token", .text, "What.", isSecret: true),
                ]), "Credentials."),
            ConnectorInput("json", .json, "Body.", takesSecrets: true),
            ConnectorInput("note", .json, "Anything."),
            ConnectorInput("fails", .boolean, "Whether it fails."),
        ])

    func host(of inputs: JSONObject) -> String? {
        inputs["url"]?.text.flatMap { $0.split(separator: "/").first }.map(String.init)
    }

    func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        if inputs["fails"] == true {
            throw FlowError(.connectionFailed, "MIRROR: \(JSONWriter.text(.object(inputs)))", details: .object(inputs))
        }
        let bytes = Array((inputs["auth"]?.object?["token"]?.text ?? "").utf8)
        return ["got": .object(inputs), "length": .integer(Int64(bytes.count))]
    }
}

@Suite struct SecretTests {
    private let table = Table()

    private func perform(_ inputs: JSONValue, by connector: String? = nil) async throws(FlowError) -> JSONValue {
        var request = ConnectorRequest(
            execution: ExecutionID(high: 1, low: 2), connectorType: "MIRROR", connectorName: connector, inputs: inputs,
            idempotencyKey: "k")
        request.connectorRecord = connector
        request.secrets = table
        return try await Mirror().perform(request)
    }

    private func error(_ inputs: JSONValue) async -> FlowError? {
        do throws(FlowError) {
            _ = try await perform(inputs)
            return nil
        } catch {
            return error
        }
    }

    @Test func theyAreFilledInAndTakenOutAgain() async throws {
        let output = try await perform(
            [
                "url": "api.example.com/${secret.token}", "headers": ["X": ["a", "Bearer ${secret.token}!"]],
                "auth": ["user": "u", "token": "${secret.token}${secret.key}"], "json": ["deep": [["${secret.key}"]]],
            ], by: "orders")
        #expect(
            output == [
                "got": [
                    "url": "api.example.com/***", "headers": ["X": ["a", "Bearer ***!"]],
                    "auth": ["user": "u", "token": "******"], "json": ["deep": [["***"]]],
                ], "length": 27,
            ])
        let use = SecretUse(connectorType: "MIRROR", connector: "orders", host: "api.example.com")
        #expect(table.all == [use, use])
    }

    @Test func errorsDoNotShowThem() async throws {
        let error = try #require(await error(["headers": ["X": "${secret.token}"], "fails": true]))
        #expect(error.message == #"MIRROR: {"fails":true,"headers":{"X":"***"}}"#)
        #expect(error.details == ["headers": ["X": "***"], "fails": true])
    }

    @Test(
        arguments: [
            (["auth": ["user": "${secret.token}"]], "auth.user takes no secrets"),
            (["note": ["a": [1, "x ${secret.token}"]]], "note.a[2] takes no secrets"),
            (["headers": ["${secret.token}": "x"]], "a name in headers takes no secrets"),
            (["json": "${secret.}"], "json: a secret is named as in"),
            (["json": "${secret.a b}"], "json: a secret is named as in"),
            (["json": "${secret.token"], "json: a secret is named as in"),
            (["json": "${secret.tokn}"], "there is no secret 'tokn'"),
            (["url": "${secret.host}/x"], "a secret may not change where a connection goes"),
        ] as [(JSONValue, String)])
    func elsewhereTheyAreRefused(_ inputs: JSONValue, _ text: String) async throws {
        let error = try #require(await error(inputs))
        #expect(error.message.contains(text), "\(error.message)")
        #expect(!error.message.contains("correct horse") && !error.message.contains("evil"))
    }

    @Test func aDollarMoreIsNoSecret() async throws {
        let output = try await perform(["note": "$${secret.token} $5 ${x}", "json": "$${secret.a b}"])
        #expect(output.object?["got"] == ["note": "${secret.token} $5 ${x}", "json": "${secret.a b}"])
        #expect(table.all.isEmpty)
    }

    @Test func whatIsFilledInIsNotLookedAtAgain() throws {
        let text = try SecretText("${secret.a}}${secret.b}")
        #expect(text.filled(["a": "${secret.b}", "b": "x"]) == "${secret.b}}x")
    }

    @Test(
        arguments: [
            (["api.example.com"], [], "api.example.com", nil, true),
            (["api.example.com"], [], "api.example.com.", nil, true),
            (["api.example.com"], [], "example.com", nil, false),
            (["api.example.com"], [], "xapi.example.com", nil, false),
            (["*.example.com"], [], "api.example.com", nil, true), (["*.example.com"], [], "example.com", nil, false),
            (["*.example.com"], [], ".example.com", nil, false),
            (["*.example.com"], [], "example.com.evil.net", nil, false),
            (["*"], [], "anything", nil, true), ([], [], "anything", nil, false), (["a"], [], nil, nil, false),
            (["local"], [], nil, nil, true), (["local"], [], "local", nil, false),
            (["local"], [], "local.", nil, false),
            (["*"], ["orders"], "a", nil, false),
            (["*"], ["orders"], "a", "orders", true),
            (["*"], ["orders"], "a", "other", false), (["b"], ["orders"], "a", "orders", false),
        ] as [([String], [String], String?, String?, Bool)])
    func aBindingSaysWhatFor(
        _ hosts: [String], _ connectors: [String], _ host: String?, _ connector: String?, _ isAllowed: Bool
    ) {
        let binding = SecretBinding(hosts: hosts, connectors: connectors)
        var allowed = true
        do throws(FlowError) {
            try binding.check(SecretUse(connectorType: "REST", connector: connector, host: host), of: "token")
        } catch {
            allowed = false
            #expect(error.type == "PermissionDenied")
        }
        #expect(allowed == isAllowed)
        #expect(SecretBinding(json: binding.json) == binding)
    }
}
