import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

@Suite struct RedisOrderTests {
    private func checked(_ text: String) throws -> JSONObject {
        var inputs = try #require(try (JSONParser.parse(text) as JSONValue).object)
        inputs["host"] = "h"
        return try RedisConnector().interface.checked(.object(inputs))
    }

    @Test(arguments: [
        (#"{"command": ["get", "a"]}"#, CrashPolicy.atLeastOnce), (#"{"command": ["SET", "a", 1]}"#, .ask),
        (#"{"command": ["SET", "a", 1], "once": true}"#, .atLeastOnce),
        (#"{"commands": [["GET", "a"], ["TTL", "a"]]}"#, .atLeastOnce),
        (#"{"commands": [["GET", "a"], ["INCR", "a"]]}"#, .ask),
    ])
    func afterACrash(_ inputs: String, _ policy: CrashPolicy) throws {
        #expect(RedisConnector().crashPolicy(of: try checked(inputs)) == policy)
    }

    @Test(arguments: [
        ("{}", "MissingInputError", "'command'"),
        (#"{"command": []}"#, "InvalidInputError", "must begin with the name"),
        (#"{"command": [1]}"#, "InvalidInputError", "must begin with the name"),
        (#"{"command": ["SET", "a", true]}"#, "InvalidInputError", "command[3] must be a text, a number"),
        (#"{"command": ["SET", "a", {"base64": "?"}]}"#, "InvalidInputError", "command[3].base64 must be base64"),
        (#"{"commands": [["GET", "a"], ["subscribe", "c"]]}"#, "InvalidInputError", "commands[2]: SUBSCRIBE"),
        (#"{"command": ["MONITOR"]}"#, "InvalidInputError", "without being asked"),
        (#"{"command": ["AUTH", "s3cret"]}"#, "InvalidInputError", "give username and password"),
        (#"{"command": ["MULTI"]}"#, "InvalidInputError", "transaction = true"),
        (#"{"command": ["CLIENT", "REPLY", "OFF"]}"#, "InvalidInputError", "CLIENT REPLY"),
        (#"{"command": ["GET", "a"], "commands": [["GET", "a"]]}"#, "InvalidInputError", "only one of"),
        (#"{"command": ["GET", "a"], "username": "u"}"#, "MissingInputError", "'password'"),
    ])
    func wrongInputs(_ inputs: String, _ type: String, _ text: String) async throws {
        var given = try #require(try (JSONParser.parse(inputs) as JSONValue).object)
        given["host"] = "127.0.0.1"
        let error = await RedisConnector().failure(of: .object(given))
        #expect(error.type == type && error.message.contains(text), "\(error)")
        #expect(!error.message.contains("s3cret"))
    }
}

@Suite(.enabled(if: TestService.isThere("redis")), .timeLimit(.minutes(10))) struct RedisConnectorTests {
    private let redis = RedisConnector()
    private let service: TestService
    /// A name that nobody else uses.
    private let key = "test:\(UUID().uuidString)"

    init() throws { service = try TestService.required("redis") }

    private func inputs(_ more: JSONObject) -> JSONValue {
        var inputs: JSONObject = [
            "host": "localhost", "port": .integer(Int64(service["tls_port"]) ?? 0),
            "password": .string(service["password"]), "ca_certificate": .string(TestService.certificateAuthority),
        ]
        inputs.merge(more)
        return .object(inputs)
    }

    private func result(_ command: JSONValue...) async throws -> JSONValue? {
        try await redis.output(of: inputs(["command": .array(command)]))["result"]
    }

    @Test func commands() async throws {
        let key = JSONValue.string(key)
        #expect(try await result("SET", key, "ä\r\n$3") == "OK")
        #expect(try await result("GET", key) == "ä\r\n$3")
        #expect(try await result("SET", key, ["base64": "AP8="]) == "OK")
        #expect(try await result("GET", key) == ["base64": "AP8="])
        #expect(try await result("GET", .string("\(self.key):none")) == .null)
        let several = try await redis.output(
            of: inputs([
                "commands": [["DEL", key], ["RPUSH", key, 1, 2.5, "x"], ["LRANGE", key, 0, -1], ["LLEN", key]]
            ]))
        #expect(several["results"] == [1, 3, ["1", "2.5", "x"], 3])
        let clear = try await redis.output(
            of: inputs(["tls": "none", "port": .integer(Int64(service.port)), "command": ["LLEN", key]]))
        #expect(.object(clear) == ["result": 3])
    }

    @Test func databases() async throws {
        let key = JSONValue.string(key)
        _ = try await redis.output(of: inputs(["database": 3, "command": ["SET", key, "there"]]))
        #expect(try await result("GET", key) == .null)
        #expect(try await redis.output(of: inputs(["database": 3, "command": ["GET", key]]))["result"] == "there")
        let none = await redis.failure(of: inputs(["database": 99, "command": ["GET", key]]))
        #expect(none.message.contains("refused: ERR DB index is out of range"), "\(none)")
    }

    @Test func transactions() async throws {
        let key = JSONValue.string(key)
        let output = try await redis.output(
            of: inputs(["transaction": true, "commands": [["SET", key, 1], ["INCRBY", key, 4], ["GET", key]]]))
        #expect(output["results"] == ["OK", 5, "5"])
        // One that cannot be queued: none happens.
        let refused = await redis.failure(
            of: inputs(["transaction": true, "commands": [["INCR", key], ["NOSUCH"], ["INCR", key]]]))
        #expect(refused.message.contains("commands[2]: NOSUCH: ERR unknown command"), "\(refused)")
        #expect(try await result("GET", key) == "5")
        // One that fails when it runs: the others do.
        let failed = await redis.failure(
            of: inputs(["transaction": true, "commands": [["INCR", key], ["LPUSH", key, 1], ["INCR", key]]]))
        #expect(failed.details?.object?["code"] == "WRONGTYPE" && failed.details?.object?["index"] == 2, "\(failed)")
        #expect(try await result("GET", key) == "7")
    }

    @Test func errorsOfCommands() async throws {
        let key = JSONValue.string(key)
        let error = await redis.failure(
            of: inputs(["commands": [["SET", key, "x"], ["INCR", key], ["GET", key]]]))
        #expect(error.type == "ConnectionFailedError")
        #expect(
            error.message
                == "REDIS localhost:\(service["tls_port"])/0: commands[2]: INCR: ERR value is not an integer or out of range"
        )
        #expect(
            error.details == [
                "code": "ERR", "index": 2,
                "results": ["OK", ["error": "ERR value is not an integer or out of range"], "x"],
            ])
        let single = await redis.failure(of: inputs(["command": ["INCR", key]]))
        #expect(single.message.hasSuffix("/0: INCR: ERR value is not an integer or out of range"))
        #expect(single.details == ["code": "ERR"])
    }

    @Test func once() async throws {
        let key = JSONValue.string(key)
        let order = inputs([
            "once": true,
            "commands": [
                ["INCRBY", key, 5], ["SET", .string("\(self.key):b"), ["base64": "AP8NCg=="]],
                ["GET", .string("\(self.key):b")], ["GET", .string("\(self.key):none")], ["LRANGE", "nothing", 0, -1],
                ["HGETALL", "nothing"],
            ],
        ])
        let first = try await redis.output(of: order, key: self.key)
        #expect(first["results"] == [5, "OK", ["base64": "AP8NCg=="], .null, [], []])
        #expect(.object(try await redis.output(of: order, key: self.key)) == .object(first))
        #expect(try await result("GET", key) == "5")
        #expect(try await redis.output(of: order, key: "\(self.key)-2")["results"]?.items?.first == 10)
        let wrong = inputs(["once": true, "command": ["LPUSH", key, 1]])
        for _ in 0..<2 {
            let error = await redis.failure(of: wrong, key: "\(self.key)-3")
            #expect(error.details?.object?["code"] == "WRONGTYPE", "\(error)")
        }
        let lasts = try await result("TTL", .string("moonflow:effect:\(self.key)"))
        #expect((1...604_800).contains(lasts?.integer ?? 0))
    }

    // MARK: Connecting

    @Test func aWrongPassword() async {
        let error = await redis.failure(of: inputs(["password": "s3cret", "command": ["PING"]]))
        #expect(error.message.contains("refused: WRONGPASS"), "\(error)")
        #expect(error.details == ["code": "WRONGPASS"])
        let none = await redis.failure(of: inputs(["password": .null, "command": ["PING"]]))
        #expect(none.message.contains("refused: NOAUTH"), "\(none)")
    }

    @Test func certificatesThatAreNotRight() async throws {
        let unknown = await redis.failure(of: inputs(["ca_certificate": .null, "command": ["PING"]]))
        #expect(unknown.message.contains("is not trusted; see ca_certificate"), "\(unknown)")
        let elsewhere = RedisConnector(egress: .unrestricted, resolver: .here)
        let name = await elsewhere.failure(of: inputs(["host": "elsewhere.test", "command": ["PING"]]))
        #expect(name.message.contains("is for another host"), "\(name)")
        let unchecked = try await elsewhere.output(
            of: inputs(["host": "elsewhere.test", "verify_tls": false, "command": ["PING"]]))
        #expect(unchecked["result"] == "PONG")
        let address = try await redis.output(of: inputs(["host": "127.0.0.1", "command": ["PING"]]))
        #expect(address["result"] == "PONG")
    }

    @Test func clientCertificates() async throws {
        let shown = try await redis.output(
            of: inputs([
                "command": ["PING"], "client_certificate": .string(TestService.file("server.pem")),
                "client_key": .string(TestService.file("server.key")),
            ]))
        #expect(shown["result"] == "PONG")
        let other = try TestCertificates.shared.get()
        let refused = await redis.failure(
            of: inputs([
                "command": ["PING"], "client_certificate": .string(try other.pem("client.pem")),
                "client_key": .string(try other.pem("client.key")),
            ]))
        #expect(refused.type == "ConnectionFailedError", "\(refused)")
    }

    @Test func nobodyListens() async {
        let error = await redis.failure(of: inputs(["port": 1, "host": "127.0.0.1", "command": ["PING"]]))
        #expect(error.message == "REDIS 127.0.0.1:1/0: could not connect: connection refused")
        let unknown = await redis.failure(of: inputs(["host": "no-such-host.invalid", "command": ["PING"]]))
        #expect(unknown.message.contains("the host 'no-such-host.invalid' is not known"), "\(unknown)")
        let refused = await RedisConnector(egress: .publicOnly).failure(of: inputs(["command": ["PING"]]))
        #expect(refused.type == "PermissionDenied", "\(refused)")
    }

    @Test func nobodyAnswers() async {
        let listener = SilentListener()
        for tls: JSONValue in ["tls", "none"] {
            let error = await redis.failure(
                of: inputs([
                    "host": "127.0.0.1", "port": .integer(Int64(listener.port)), "tls": tls, "command": ["PING"],
                    "connect_timeout_sec": 0.2,
                ]))
            #expect(error.type == "TimeoutExceededError")
            #expect(error.message.contains("not reached within 0.2 s (connect_timeout_sec)"), "\(error)")
        }
    }

    // MARK: Under way

    @Test func overItsTime() async {
        let error = await redis.failure(
            of: inputs(["command": ["BLPOP", .string(key), 0], "timeout_sec": 0.5]))
        #expect(error.type == "TimeoutExceededError" && error.message.contains("not done within 0.5 s"), "\(error)")
    }

    @Test func cancelledAndBroken() async throws {
        for breaks in [false, true] {
            let (redis, order) = (
                redis, inputs(["commands": [["CLIENT", "SETNAME", .string(key)], ["BLPOP", "q", 0]]])
            )
            let task = Task { await redis.failure(of: order) }
            var id: Substring?
            while id == nil { id = try await connection() }
            if breaks {
                try await kill(id ?? "")
            } else {
                task.cancel()
            }
            let error = await task.value
            #expect(error.type == "ConnectionFailedError")
            #expect(error.message.contains(breaks ? "closed the connection" : "cancelled"), "\(error)")
            while try await connection() != nil {}
        }
    }

    /// The number of the connection that waits.
    private func connection() async throws -> Substring? {
        let list = try await result("CLIENT", "LIST")?.text ?? ""
        let line = list.split(separator: "\n").first { $0.contains("name=\(key)") && $0.contains("cmd=blpop") }
        return line?.split(separator: " ").first { $0.hasPrefix("id=") }?.dropFirst(3)
    }

    private func kill(_ id: Substring) async throws {
        // By a plain client: the connector itself leaves connections of others alone.
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "redis-cli", "--no-auth-warning", "-a", service["password"], "-p", service["port"], "CLIENT", "KILL", "ID",
            String(id),
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    @Test func tooMuch() async throws {
        let key = JSONValue.string(key)
        _ = try await result("SETRANGE", key, 100_000, "x")
        let error = await redis.failure(of: inputs(["command": ["GET", key], "max_response_bytes": 100_000]))
        #expect(error.message.contains("more than 100000 bytes came back (max_response_bytes)"), "\(error)")
        #expect(
            try await redis.output(of: inputs(["command": ["STRLEN", key], "max_response_bytes": 100]))["result"]
                == 100_001)
    }

    @Test(arguments: [
        ("+PONG\r\n$100\r\nabc", "closed the connection"), ("+PONG\r\n*2\r\n:1\r\n", "closed the connection"),
        ("HTTP/1.1 400 Bad Request\r\n\r\n", "not the protocol of Redis"), ("", "closed the connection"),
        ("+PONG\r\n$10000000000\r\n", "bytes came back"),
    ])
    func servers(_ answer: String, _ text: String) async throws {
        let server = try await RawTestServer(Array(answer.utf8))
        let error = await redis.failure(of: [
            "host": "127.0.0.1", "port": .integer(Int64(server.port)), "tls": "none", "command": ["GET", "x"],
        ])
        #expect(error.type == "ConnectionFailedError" && error.message.contains(text), "\(error)")
    }
}
