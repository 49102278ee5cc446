import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

@Suite(.enabled(if: TestService.isThere("postgresql")), .timeLimit(.minutes(10)))
struct PostgreSQLFailureTests {
    private let server: PostgreSQLServer

    init() throws { server = try PostgreSQLServer() }

    @Test func errorsOfSQL() async throws {
        let error = await server.failure(["operation": "fetch_one", "sql": "SELECT 1,\n  nothing\nFROM pg_class"])
        #expect(error.type == "ConnectionFailedError")
        #expect(
            error.message
                == "SQLPG moonflow@127.0.0.1:\(server.service.port)/postgres: error 42703: column \"nothing\" does not exist (at line 2, character 3 of the statement)"
        )
        #expect(error.details == ["sqlstate": "42703", "line": 2, "character": 3])
    }

    @Test(arguments: [
        ("BEGIN", "use operation"), ("/* x */ commit", "use operation"), ("SAVEPOINT a", "use operation"),
        ("prepare transaction 'x'", "use operation"), ("COPY pg_class TO STDOUT", "use fetch_all"),
        ("listen x", "nothing is notified"), (" -- nothing\n", "sql is empty"), ("SELECT '\0'", "zero byte"),
    ])
    func whatIsRefused(_ sql: String, _ text: String) async {
        let error = await server.failure(["sql": .string(sql)])
        #expect(error.type == "InvalidInputError" && error.message.contains(text), "\(error)")
    }

    @Test(arguments: [
        (#"{"sql": null}"#, "MissingInputError", "'sql'"),
        (#"{"operation": "transaction"}"#, "MissingInputError", "'statements'"),
        (#"{"operation": "transaction", "statements": [{}]}"#, "MissingInputError", "'statements[1].sql'"),
        (#"{"statements": [{"sql": "SELECT 1"}]}"#, "InvalidInputError", "statements is for"),
        (#"{"operation": "execute_many"}"#, "MissingInputError", "'parameter_lists'"),
        (#"{"parameter_lists": [[1]]}"#, "InvalidInputError", "parameter_lists is for"),
        (#"{"parameters": [{"base64": "?"}]}"#, "InvalidInputError", "parameters[1].base64 must be base64"),
        (#"{"effect_table": "a b"}"#, "InvalidInputError", "effect_table must be"),
        (#"{"effect_table": "a", "read_only": true}"#, "InvalidInputError", "exclude each other"),
        (#"{"host": "/var/run/postgresql"}"#, "InvalidInputError", "host must be"),
        (#"{"host": "a,b"}"#, "InvalidInputError", "host must be"),
        (#"{"client_key": "s3cret"}"#, "MissingInputError", "'client_certificate'"),
        (#"{"ca_certificate": "x"}"#, "InvalidInputError", "ca_certificate must be"),
        (#"{"sqll": "x"}"#, "ExtraInputError", "did you mean 'sql'?"),
        (#"{"operation": "fetch"}"#, "InvalidInputError", "operation must be one of"),
    ])
    func wrongInputs(_ inputs: String, _ type: String, _ text: String) async throws {
        var given: JSONObject = ["sql": "SELECT 1"]
        let more = try #require(try (JSONParser.parse(inputs) as JSONValue).object)
        if more["operation"] == "transaction" { given["sql"] = nil }
        given.merge(more)
        let error = await server.failure(given)
        #expect(error.type == type && error.message.contains(text), "\(error)")
        #expect(!error.message.contains("s3cret"))
    }

    @Test func severalStatementsInOne() async {
        let error = await server.failure(["sql": "SELECT 1; SELECT 2"])
        #expect(error.details?.object?["sqlstate"] == "42601", "\(error)")
    }

    @Test func parametersThatDoNotFit() async {
        let error = await server.failure(["operation": "fetch_one", "sql": "SELECT $1::int", "parameters": [1, 2]])
        #expect(error.details?.object?["sqlstate"] == "08P01", "\(error)")
        let text = await server.failure(["operation": "fetch_one", "sql": "SELECT $1::text", "parameters": ["a\0b"]])
        #expect(text.type == "InvalidInputError" && text.message.contains("parameter 1 has a zero byte"), "\(text)")
        let number = await server.failure(["operation": "fetch_one", "sql": "SELECT $1::int", "parameters": ["x"]])
        #expect(number.details?.object?["sqlstate"] == "22P02", "\(number)")
    }

    // MARK: Connecting

    @Test func aWrongPassword() async {
        let error = await server.failure(["sql": "SELECT 1", "password": "s3cret wrong"])
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("password authentication failed for user \"moonflow\""), "\(error)")
        #expect(!error.message.contains("s3cret"))
    }

    @Test func nobodyListens() async {
        let error = await server.failure(["sql": "SELECT 1", "port": 1])
        #expect(error.message == "SQLPG moonflow@127.0.0.1:1/postgres: could not connect: Connection refused")
    }

    @Test func nobodyKnowsTheHost() async {
        let error = await server.failure(["sql": "SELECT 1", "host": "no-such-host.invalid"])
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("the host 'no-such-host.invalid' is not known"), "\(error)")
    }

    @Test func certificatesThatAreNotRight() async throws {
        let unknown = await server.failure(["sql": "SELECT 1", "ca_certificate": .null])
        #expect(unknown.message.contains("certificate verify failed; see ca_certificate"), "\(unknown)")
        let elsewhere = PostgreSQLConnector(egress: .unrestricted, resolver: .here)
        let name = await elsewhere.failure(of: server.inputs(["sql": "SELECT 1", "host": "elsewhere.test"]))
        #expect(name.message.contains("does not match host name \"elsewhere.test\""), "\(name)")
        let unchecked = try await elsewhere.output(
            of: server.inputs(["sql": "SELECT 1", "host": "elsewhere.test", "verify_tls": false]))
        #expect(.object(unchecked) == ["rows_affected": 0])
    }

    @Test func aPolicyIsKept() async {
        let connector = PostgreSQLConnector(egress: .publicOnly)
        let error = await connector.failure(of: server.inputs(["sql": "SELECT 1"]))
        #expect(error.type == "PermissionDenied", "\(error)")
        let named = PostgreSQLConnector(egress: .publicOnly, resolver: .here)
        #expect(
            await named.failure(of: server.inputs(["sql": "SELECT 1", "host": "db.test"])).type == "PermissionDenied")
    }

    @Test func nobodyAnswers() async {
        let listener = SilentListener()
        let error = await server.failure([
            "sql": "SELECT 1", "port": .integer(Int64(listener.port)), "connect_timeout_sec": 0.2,
        ])
        #expect(error.type == "TimeoutExceededError")
        #expect(error.message.contains("not reached within 0.2 s (connect_timeout_sec)"), "\(error)")
    }

    @Test(arguments: ["", "HTTP/1.1 400 Bad Request\r\n\r\n", "N", "R\0\0", "E\u{7F}\u{7F}\u{7F}\u{7F}"])
    func serversOfAnotherKind(_ answer: String) async throws {
        let other = try await RawTestServer(Array(answer.utf8))
        for tls: JSONValue in ["none", "tls"] {
            let error = await server.failure([
                "sql": "SELECT 1", "port": .integer(Int64(other.port)), "tls": tls, "connect_timeout_sec": 300,
            ])
            #expect(error.type == "ConnectionFailedError" && error.message.contains("could not connect: "), "\(error)")
        }
    }

    // MARK: Under way

    @Test func overItsTime() async throws {
        let mark = "over \(UUID().uuidString)"
        let error = await server.failure([
            "operation": "fetch_one", "sql": .string("SELECT pg_sleep(600) -- \(mark)"), "timeout_sec": 0.5,
        ])
        #expect(error.type == "TimeoutExceededError" && error.message.contains("not done within 0.5 s"), "\(error)")
        try await ended(mark)
    }

    @Test func cancelled() async throws {
        let mark = "cancelled \(UUID().uuidString)"
        let server = server
        let task = Task {
            await server.failure(["operation": "fetch_one", "sql": .string("SELECT pg_sleep(600) -- \(mark)")])
        }
        while try await server.value(Self.running, [.string("%\(mark)")]) != 1 {}
        task.cancel()
        let error = await task.value
        #expect(error.message.contains("cancelled"), "\(error)")
        try await ended(mark)
    }

    @Test func brokenInTheMiddle() async throws {
        let mark = "broken \(UUID().uuidString)"
        let server = server
        let task = Task {
            await server.failure(["operation": "fetch_one", "sql": .string("SELECT pg_sleep(600) -- \(mark)")])
        }
        let end =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE $1 AND pid <> pg_backend_pid()"
        while try await server.value(end, [.string("%\(mark)")]) != 1 {}
        let error = await task.value
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("error 57P01: terminating connection"), "\(error)")
    }

    @Test(arguments: [
        "SELECT generate_series(1, 1000000000)", "SELECT repeat('x', 100), generate_series(1, 1000000000)",
        "SELECT repeat('x', 100000000)",
    ])
    func tooMuch(_ sql: String) async throws {
        for limit: JSONObject in [["max_response_bytes": 1000], ["max_rows": 10, "max_response_bytes": 5000]] {
            var inputs = limit
            inputs.merge(["operation": "fetch_all", "sql": .string(sql)])
            let error = await server.failure(inputs)
            #expect(error.type == "ConnectionFailedError")
            #expect(
                error.message.contains("bytes came back (max_response_bytes)")
                    || error.message.contains("more than 10 rows came back (max_rows)"), "\(error)")
        }
        #expect(
            try await server.output([
                "operation": "fetch_all", "sql": "SELECT generate_series(1, 10)", "max_rows": 10,
            ])["rows"]?.items?.count == 10)
    }

    private static let running =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE $1 AND pid <> pg_backend_pid()"

    /// Waits until the server does not run the statement any more.
    private func ended(_ mark: String) async throws {
        while try await server.value(Self.running, [.string("%\(mark)")]) != 0 {}
    }
}
