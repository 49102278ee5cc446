import FlowModel
import Testing

@testable import FlowConnectors

@Suite(.timeLimit(.minutes(10))) struct RESTRedirectTests {
    private let rest = RESTConnector()

    /// Sends every request to the next number, down to zero.
    private func countdown(_ status: Int = 302) async throws -> HTTPTestServer {
        try await HTTPTestServer { request in
            guard let left = Int(request.path.dropFirst()), left > 0 else {
                return HTTPTestServer.text("\(request.method) \(request.text)")
            }
            return HTTPTestServer.reply(status, [("location", "/\(left - 1)?secret=abc")])
        }
    }

    @Test func areFollowed() async throws {
        let server = try await countdown()
        let output = try await rest.call(server.inputs("/5"))
        #expect(output["text"] == "GET " && output["url"] == .string(server.url + "/0?secret=abc"))
        let error = try await rest.fault(server.inputs("/6"))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("redirected more than 5 times (follow_redirects)"))
        #expect(!error.message.contains("abc"), "\(error.message)")
        #expect(try await rest.call(server.inputs("/6", ["follow_redirects": 6]))["text"] == "GET ")
        let none = try await rest.fault(server.inputs("/1", ["follow_redirects": 0]))
        #expect(none.message.contains("HttpError 302 Found"))
        let wanted = try await rest.call(server.inputs("/1", ["expected_status": 302]))
        #expect(wanted["headers"]?.object?["location"] == "/0?secret=abc")
    }

    @Test func stayWithTheHostsOfTheConnector() async throws {
        let target = try await HTTPTestServer { _ in HTTPTestServer.text("elsewhere") }
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.reply(302, [("location", "http://localhost:\(target.port)/")])
        }
        var request = request("REST", server.inputs("/"))
        request.connectorRecord = "orders"
        request.allowedHosts = ["127.0.0.1"]
        let error = await #expect(throws: FlowError.self) { try await rest.perform(request) }
        #expect(error?.type == "PermissionDenied")
        #expect(error?.message.contains("redirected to localhost, which is not among the allowed_hosts") == true)
        #expect(target.requests.isEmpty)
        request.allowedHosts = ["127.0.0.1", "localhost"]
        #expect(try await rest.perform(request).object?["text"] == "elsewhere")
    }

    private struct Token: SecretSource {
        func secret(_ name: String, for use: SecretUse) async throws(FlowError) -> String { "T0psecretvalue" }
    }

    @Test func carryNoSecretInTheirAddressToAnotherHost() async throws {
        let target = try await HTTPTestServer { _ in HTTPTestServer.text("elsewhere") }
        let server = try await HTTPTestServer { request in
            let host = request.path == "/here" ? "127.0.0.1" : "localhost"
            return HTTPTestServer.reply(302, [("location", "http://\(host):\(target.port)/?\(request.query)")])
        }
        func get(_ path: String, _ token: String) async throws(FlowError) -> JSONValue {
            let inputs = server.inputs(path, ["query": ["token": .string(token)]])
            var request = request("REST", inputs)
            request.secrets = Token()
            return try await rest.perform(request)
        }
        let error = await #expect(throws: FlowError.self) { try await get("/away", "${secret.token}") }
        #expect(error?.message.contains("to another host with a secret in its address") == true)
        #expect(target.requests.isEmpty)
        #expect(try await get("/here", "${secret.token}").object?["text"] == "elsewhere")
        #expect(try await get("/away", "no secret").object?["text"] == "elsewhere")
    }

    @Test func whatIsCutOffHoldsNoBeginningOfASecret() async throws {
        let server = try await HTTPTestServer { request in
            HTTPTestServer.text(request.headers.first(name: "authorization") ?? "", status: 403)
        }
        for limit in 8...20 {
            let auth: JSONValue = ["type": "bearer", "token": "${secret.token}"]
            let inputs = server.inputs("/", ["auth": auth, "max_response_bytes": .integer(Int64(limit))])
            var request = request("REST", inputs)
            request.secrets = Token()
            let error = await #expect(throws: FlowError.self) { try await rest.perform(request) }
            #expect(error?.message.contains("T0") == false, "\(limit): \(error?.message ?? "")")
        }
    }

    @Test(arguments: [
        (301, "POST", "GET "), (302, "POST", "GET "), (303, "POST", "GET "), (303, "PUT", "GET "),
        (307, "POST", "POST x"),
        (308, "PUT", "PUT x"), (301, "PUT", "PUT x"),
    ])
    func keepOrDropTheMethod(_ status: Int, _ method: String, _ result: String) async throws {
        let server = try await countdown(status)
        let output = try await rest.call(server.inputs("/1", ["method": .string(method), "body": "x"]))
        #expect(output["text"] == .string(result))
    }

    @Test func circlesAreFound() async throws {
        let server = try await HTTPTestServer { request in
            HTTPTestServer.reply(302, [("location", request.path == "/a" ? "/b" : "/a")])
        }
        let error = try await rest.fault(server.inputs("/a"))
        #expect(error.message.contains("redirected in a circle"), "\(error.message)")
        #expect(server.requests.count == 2)
    }

    @Test func whatTheCallerGaveStaysWithTheFirstHost() async throws {
        let other = try await HTTPTestServer { _ in HTTPTestServer.text("there") }
        let target = other.url
        let server = try await HTTPTestServer { request in
            HTTPTestServer.reply(307, [("location", request.path == "/away" ? "\(target)/x" : "/away")])
        }
        for auth: JSONValue in [
            ["type": "bearer", "token": "t1"], ["type": "custom", "header": "X-Token", "value": "t1"],
        ] {
            let output = try await rest.call(
                server.inputs("/", ["headers": ["X-Api-Key": "k1"], "cookies": ["c": "c1"], "auth": auth]))
            #expect(output["text"] == "there")
        }
        #expect(server.requests.map { $0.header("x-api-key") } == ["k1", "k1", "k1", "k1"])
        #expect(server.requests.map { $0.header("cookie") } == ["c=c1", "c=c1", "c=c1", "c=c1"])
        #expect(server.requests.map { $0.header("authorization") } == ["Bearer t1", "Bearer t1", nil, nil])
        #expect(server.requests.map { $0.header("x-token") } == [nil, nil, "t1", "t1"])
        #expect(other.requests.count == 2)
        for seen in other.requests {
            for name in ["x-api-key", "authorization", "x-token", "cookie"] { #expect(seen.header(name) == nil) }
            #expect(seen.header("idempotency-key") == "key-0")
        }
    }

    @Test(arguments: [307, 308, 301])
    func aBodyStaysWithTheFirstOrigin(_ status: Int) async throws {
        let other = try await HTTPTestServer { _ in HTTPTestServer.text("there") }
        let target = other.url
        let server = try await HTTPTestServer { request in
            request.path == "/here"
                ? HTTPTestServer.text(request.text)
                : HTTPTestServer.reply(status, [("location", request.path == "/" ? "/here" : "\(target)/x?key=abc")])
        }
        let body: JSONObject = ["method": "PUT", "json": ["secret": "s3cret"]]
        #expect(try await rest.call(server.inputs("/", body))["text"] == #"{"secret":"s3cret"}"#)
        let error = try await rest.fault(server.inputs("/away", body))
        #expect(error.type == "ConnectionFailedError")
        #expect(
            error.message == "REST PUT \(server.url)/away: redirected to \(target), which is not sent the body; "
                + "give that address as url")
        #expect(other.requests.isEmpty)
        // Where the method becomes GET there is no body left.
        let see = try await HTTPTestServer { _ in HTTPTestServer.reply(303, [("location", "\(target)/y")]) }
        #expect(try await rest.call(see.inputs("/", body))["text"] == "there")
        #expect(other.requests.map(\.body) == [[]])
    }

    @Test func cookiesThatAreSetOnTheWayAreKept() async throws {
        let server = try await HTTPTestServer { request in
            switch request.path {
            case "/login":
                HTTPTestServer.reply(
                    302,
                    [
                        ("location", "/app/home"), ("Set-Cookie", "session=s1; Path=/; HttpOnly"),
                        ("Set-Cookie", "given=new; Path=/"), ("Set-Cookie", "elsewhere=1; Path=/other"),
                        ("Set-Cookie", "far=1; Domain=example.com"),
                    ])
            default: HTTPTestServer.text(request.header("cookie") ?? "none")
            }
        }
        let output = try await rest.call(server.inputs("/login", ["cookies": ["given": "old", "own": "x"]]))
        #expect(output["text"] == "own=x; session=s1; given=new")
        #expect(output["cookies"] == ["session": "s1", "given": "new"])
        // They are those of one connection.
        #expect(try await rest.call(server.inputs("/app/home"))["text"] == "none")
        let both = try await rest.call(
            server.inputs("/", ["headers": ["Cookie": "a=1"], "cookies": ["b": "2"]]))
        #expect(both["text"] == "a=1; b=2" && both["cookies"] == nil)
    }

    @Test(arguments: ["ftp://x/", "http://a b/", "http://", "gopher:x"])
    func badTargetsAreRefused(_ location: String) async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.reply(302, [("location", location)]) }
        let error = try await rest.fault(server.inputs())
        #expect(error.type == "ConnectionFailedError" && error.message.contains("redirected to an address that"))
    }

    // MARK: Egress

    private let loopbackRefused = EgressPolicy.publicOnly

    @Test(arguments: [
        "http://127.0.0.1:1/", "http://localhost:1/", "http://127.1:1/", "http://2130706433:1/", "http://[::1]:1/",
        "http://[::ffff:127.0.0.1]:1/", "http://0:1/",
    ])
    func privateAddressesAreRefused(_ url: String) async throws {
        let error = try await RESTConnector(egress: loopbackRefused).fault(["url": .string(url)])
        #expect(error.type == "PermissionDenied", "\(error)")
        #expect(error.message.contains("private address"))
    }

    @Test func hostsThatAreNotAllowedAreRefused() async throws {
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.reply(302, [("location", "http://elsewhere.example/")])
        }
        let rest = RESTConnector(egress: EgressPolicy(allowedHosts: ["127.0.0.1"]))
        #expect(try await rest.fault(server.inputs()).type == "PermissionDenied")
        #expect(server.requests.count == 1)
        #expect(try await rest.fault(["url": .string("http://localhost:\(server.port)/")]).type == "PermissionDenied")
    }

    /// Names as a name server of an attacker gives them: another address each time.
    @Test func theAddressThatWasCheckedIsTheOneConnectedTo() async throws {
        let server = try await HTTPTestServer { request in
            request.path == "/away"
                ? HTTPTestServer.reply(302, [("location", "http://inside.test/")])
                : HTTPTestServer.text(request.header("host") ?? "")
        }
        let exception = try #require(AddressRange("127.0.0.1"))
        let resolver = HostResolver { host in
            let text = host == "service.test" ? "127.0.0.1" : "10.0.0.1"
            return [NetworkAddress(text)].compactMap { $0 }
        }
        // The system knows no service.test: the request arrives only because it goes to what was checked.
        let rest = RESTConnector(
            egress: EgressPolicy(refusesPrivateAddresses: true, exceptions: [exception]), resolver: resolver)
        let address = "http://service.test:\(server.port)"
        #expect(try await rest.call(["url": .string(address)])["text"] == .string("service.test:\(server.port)"))
        let error = try await rest.fault(["url": .string("\(address)/away")])
        #expect(error.type == "PermissionDenied" && error.message.contains("inside.test"))
    }
}
