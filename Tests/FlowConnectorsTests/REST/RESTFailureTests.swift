import FlowConnectors
import FlowModel
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct RESTFailureTests {
    private let rest = RESTConnector()

    @Test(arguments: [
        ("{}", "MissingInputError", "'url' is missing"),
        (#"{"url": "example.com"}"#, "InvalidInputError", "url must begin with http:// or https://"),
        (#"{"url": "http://h/", "metod": "GET"}"#, "ExtraInputError", "did you mean 'method'?"),
        (#"{"url": "http://h/", "method": "GE T"}"#, "InvalidInputError", "method must be one such as GET"),
        (#"{"url": "http://h/", "method": "CONNECT"}"#, "InvalidInputError", "not CONNECT"),
        (#"{"url": "http://h/", "timeout_sec": 0}"#, "InvalidInputError", "timeout_sec must be number from"),
        (#"{"url": "http://h/", "json": 1, "body": "x"}"#, "InvalidInputError", "only one of json and body"),
        (#"{"url": "http://h/", "body_base64": "?"}"#, "InvalidInputError", "body_base64 must be base64"),
        (#"{"url": "http://h/", "headers": {"a b": "x"}}"#, "InvalidInputError", "no header may have"),
        (#"{"url": "http://h/", "headers": {"Host": "x"}}"#, "InvalidInputError", "headers.Host is the connector's"),
        (
            #"{"url": "http://h/", "headers": {"a": "s3cret\r\nb: c"}}"#, "InvalidInputError",
            "headers.a has a line break"
        ),
        (
            #"{"url": "http://h/", "auth": {"type": "digest"}}"#, "InvalidInputError",
            "auth.type must be one of basic, bearer, custom"
        ),
        (#"{"url": "http://h/", "auth": {"type": "bearer"}}"#, "MissingInputError", "'auth.token'"),
        (
            #"{"url": "http://h/", "auth": {"type": "bearer", "token": "s3cret s3cret"}}"#, "InvalidInputError",
            "auth.token"
        ),
        (#"{"url": "http://h/", "auth": {"type": "custom", "value": "s3cret"}}"#, "MissingInputError", "'auth.header'"),
        (
            #"{"url": "http://h/", "auth": {"type": "custom", "header": "X-A", "value": "s3cret\n"}}"#,
            "InvalidInputError", "auth.X-A has a line break"
        ),
        (#"{"url": "http://h/", "cookies": {"a": "s3cret; b=c"}}"#, "InvalidInputError", "cookies.a has a blank"),
        (#"{"url": "http://h/", "cookies": {"a=b": "s3cret"}}"#, "InvalidInputError", "no cookie may have"),
        (#"{"url": "http://h/", "proxy": {"host": "h:1/x", "port": 1}}"#, "InvalidInputError", "proxy.host must be"),
        (#"{"url": "http://h/", "save_to": "../x"}"#, "InvalidInputError", "save_to must not have '..'"),
        (#"{"url": "http://h/", "save_to": ""}"#, "InvalidInputError", "save_to is the folder of files itself"),
        (#"{"url": "http://h/", "body_file": "/etc/passwd"}"#, "InvalidInputError", "body_file must not begin with"),
        (#"{"url": "http://h/", "auth": {"type": "basic"}}"#, "MissingInputError", "'auth.username'"),
        (#"{"url": "http://h/", "auth": {"type": "basic", "username": "a:b"}}"#, "InvalidInputError", "has a colon"),
        (#"{"url": "http://h/", "expected_status": "2xx"}"#, "InvalidInputError", "expected_status must be codes"),
        (#"{"url": "http://h/", "retries": {}}"#, "MissingInputError", "'retries.max'"),
        (#"{"url": "http://h/", "multipart": [{"name": "a"}]}"#, "InvalidInputError", "multipart[1] needs one of"),
        (#"{"url": "https://h/", "ca_certificate": "x"}"#, "InvalidInputError", "ca_certificate must be certificates"),
        (#"{"url": "https://h/", "client_key": "s3cret"}"#, "MissingInputError", "'client_certificate'"),
        ("7", "InvalidInputError", "the inputs must be a table"),
    ])
    func wrongInputs(_ inputs: String, _ type: String, _ text: String) async throws {
        let error = try await rest.fault(try JSONParser.parse(inputs))
        #expect(error.type == type)
        #expect(error.message.hasPrefix("REST: ") && error.message.contains(text), "\(error.message)")
        #expect(!error.message.contains("s3cret"), "\(error.message)")
    }

    @Test func aStatusThatIsNoSuccess() async throws {
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.json("{\n  \"error\": \"taken\"\n}", status: 409)
        }
        let error = try await rest.fault(server.inputs("/names", ["method": "PUT"]))
        #expect(error.type == "ConnectionFailedError")
        #expect(
            error.message
                == "HttpError 409 Conflict from REST PUT \(server.url)/names; the response begins: { \"error\": \"taken\" }"
        )
        #expect(error.details == ["status_code": 409])
    }

    @Test func aPageOfErrorsIsCut() async throws {
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.reply(500, [], [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000))
        }
        let error = try await rest.fault(server.inputs())
        #expect(error.message.contains("HttpError 500 Internal Server Error") && error.message.utf8.count < 500)
    }

    @Test func secretsStayOutOfErrors() async throws {
        let server = try await HTTPTestServer { request in
            let echo = "\(request.uri) \(request.headers.map { "\($0.name): \($0.value)" }.joined(separator: " "))"
            return HTTPTestServer.text(echo, status: 500)
        }
        let url = "http://user-s3cret1:pass-s3cret2@127.0.0.1:\(server.port)/p?key=query-s3cret3"
        let error = try await rest.fault([
            "url": .string(url), "query": ["more": "query s3cret4"],
            "headers": ["X-Api-Key": "header-s3cret5", "X-Auth": "Token s3cret6-long"],
            "auth": ["type": "basic", "username": "u", "password": "pass-s3cret7"],
        ])
        #expect(error.message.contains("HttpError 500") && error.message.contains("127.0.0.1"))
        #expect(!error.message.contains("s3cret"), "\(error.message)")
        #expect(!error.message.contains("dTpwYXNzLXMzY3JldDc"), "\(error.message)")
        let refused = try await rest.fault([
            "url": "http://user:pass-s3cret1@127.0.0.1:1/?key=query-s3cret2",
            "auth": ["type": "bearer", "token": "t-s3cret3"],
        ])
        #expect(!refused.message.contains("s3cret"), "\(refused.message)")
    }

    // MARK: The other side

    @Test func nobodyListens() async throws {
        let error = try await rest.fault(["url": "http://127.0.0.1:1/x?a=b"])
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message == "REST GET http://127.0.0.1:1/x?a=***: could not connect: connection refused")
    }

    @Test func nobodyKnowsTheHost() async throws {
        // However long those who are asked for the name take to answer.
        let error = try await rest.fault(["url": "http://no-such-host.invalid/", "connect_timeout_sec": 300])
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("the host 'no-such-host.invalid' is not known"), "\(error.message)")
    }

    @Test(arguments: [[HTTPTestServer.Step.hang], [.head(200, []), .hang], [.head(200, []), .drip]])
    func overItsTime(_ steps: [HTTPTestServer.Step]) async throws {
        let server = try await HTTPTestServer { _ in steps }
        let error = try await rest.fault(server.inputs("/", ["timeout_sec": 0.2]))
        #expect(error.type == "TimeoutExceededError")
        #expect(error.message == "REST GET \(server.url)/: not done within 0.2 s (timeout_sec)")
    }

    @Test func notReachedInTime() async throws {
        // The backlog of a socket that nobody accepts from fills up; the next one waits for ever.
        let listener = try FullListener()
        let error = try await rest.fault([
            "url": .string("http://127.0.0.1:\(listener.port)/"), "connect_timeout_sec": 0.2,
        ])
        #expect(error.type == "TimeoutExceededError")
        #expect(error.message.contains("not reached within 0.2 s (connect_timeout_sec)"), "\(error.message)")
    }

    @Test(arguments: [
        [HTTPTestServer.Step.close], [.head(200, [("content-length", "100")]), .body([1, 2, 3]), .close],
        [.head(200, [("transfer-encoding", "chunked")]), .body([1, 2, 3]), .close],
    ])
    func cutInTheMiddle(_ steps: [HTTPTestServer.Step]) async throws {
        let server = try await HTTPTestServer { _ in steps }
        let error = try await rest.fault(server.inputs())
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("closed the connection before its response was complete"), "\(error.message)")
    }

    @Test func notHTTP() async throws {
        let server = try await RawTestServer(Array("SSH-2.0-OpenSSH_9\r\n\r\n".utf8))
        let error = try await rest.fault(["url": .string("http://127.0.0.1:\(server.port)/")])
        #expect(error.type == "ConnectionFailedError" && error.message.contains("not HTTP"), "\(error.message)")
    }

    @Test func tooLarge() async throws {
        let server = try await HTTPTestServer { request in
            request.path == "/endless"
                ? [.head(200, [])] + (0..<1000).map { _ in .body([UInt8](repeating: 0, count: 1000)) } + [.hang]
                : HTTPTestServer.reply(200, [], [UInt8](repeating: 65, count: 100))
        }
        for path in ["/endless", "/"] {
            let error = try await rest.fault(server.inputs(path, ["max_response_bytes": 99]))
            #expect(error.type == "ConnectionFailedError")
            #expect(
                error.message.contains("the response has more than 99 bytes (max_response_bytes)"), "\(error.message)")
        }
        #expect(try await rest.call(server.inputs("/", ["max_response_bytes": 100]))["status_code"] == 200)
    }

    @Test func aTooLargeBodyIsNotWaitedFor() async throws {
        let server = try await HTTPTestServer { _ in [.head(200, [("content-length", "10737418240")]), .hang] }
        let error = try await rest.fault(server.inputs())
        #expect(error.message.contains("the response has more than 10485760 bytes (max_response_bytes)"))
        await server.untilClosed(1)
        let head = try await rest.call(server.inputs("/", ["method": "HEAD", "timeout_sec": 600]))
        #expect(head["status_code"] == 200)
    }

    @Test func aWrongLength() async throws {
        let longer = try await RawTestServer(Array("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef".utf8))
        #expect(try await rest.call(["url": .string("http://127.0.0.1:\(longer.port)/")])["text"] == "abc")
        let two = try await RawTestServer(
            Array("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 6\r\n\r\nabcdef".utf8))
        let error = try await rest.fault(["url": .string("http://127.0.0.1:\(two.port)/")])
        #expect(error.type == "ConnectionFailedError" && error.message.contains("not HTTP"), "\(error)")
    }

    @Test func brokenCompression() async throws {
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.reply(200, [("content-encoding", "gzip")], Array("this is not gzip at all".utf8))
        }
        let error = try await rest.fault(server.inputs())
        #expect(error.type == "ConnectionFailedError", "\(error)")
    }

    // MARK: Retries

    @Test func triesAgain() async throws {
        let count = Mutex(0)
        let server = try await HTTPTestServer { _ in
            let n = count.withLock {
                $0 += 1
                return $0
            }
            switch n {
            case 1: return HTTPTestServer.text("busy", status: 503)
            case 2: return [.close]
            case 3: return HTTPTestServer.reply(429, [("retry-after", "0")])
            default: return HTTPTestServer.text("done")
            }
        }
        let output = try await rest.call(
            server.inputs("/", ["method": "POST", "json": [1], "retries": ["max": 3, "delay_sec": 0.001]]))
        #expect(output["text"] == "done")
        #expect(server.requests.count == 4)
        #expect(Set(server.requests.map { $0.header("idempotency-key") }) == ["key-0"])
        #expect(Set(server.requests.map(\.text)) == ["[1]"])
    }

    @Test func retryAfterMayBeADate() async throws {
        let count = Mutex(0)
        let server = try await HTTPTestServer { _ in
            let isFirst = count.withLock {
                $0 += 1
                return $0 == 1
            }
            return isFirst
                ? HTTPTestServer.reply(503, [("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")])
                : HTTPTestServer.text("done")
        }
        #expect(try await rest.call(server.inputs("/", ["retries": ["max": 1, "delay_sec": 0]]))["text"] == "done")
    }

    @Test func triesNoMoreThanAsked() async throws {
        let server = try await HTTPTestServer { request in
            HTTPTestServer.text("no", status: Int(request.path.dropFirst()) ?? 500)
        }
        let retries: JSONValue = ["max": 2, "delay_sec": 0, "on_status": [500]]
        #expect(try await rest.fault(server.inputs("/500", ["retries": retries])).message.contains("HttpError 500"))
        #expect(server.requests.count == 3)
        #expect(try await rest.fault(server.inputs("/503", ["retries": retries])).message.contains("HttpError 503"))
        #expect(server.requests.count == 4)
    }

    @Test func theTimeOfAllTriesIsLimited() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("busy", status: 503) }
        let error = try await rest.fault(
            server.inputs("/", ["timeout_sec": 0.3, "retries": ["max": 100, "delay_sec": 30]]))
        #expect(error.type == "TimeoutExceededError")
        #expect(server.requests.count <= 1)
    }

    // MARK: Ends from outside

    @Test func cancellingClosesTheConnection() async throws {
        let (started, signal) = AsyncStream<Void>.makeStream()
        for steps: [HTTPTestServer.Step] in [[.hang], [.head(200, []), .drip]] {
            let server = try await HTTPTestServer { _ in
                signal.yield()
                return steps
            }
            let rest = rest
            let task = Task { try await rest.fault(server.inputs()) }
            for await _ in started { break }
            task.cancel()
            let error = try await task.value
            #expect(error.type == "ConnectionFailedError" && error.message.contains("cancelled"), "\(error)")
            await server.untilClosed(1)
        }
    }

    @Test func afterAShutdown() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("") }
        let rest = RESTConnector()
        _ = try await rest.call(server.inputs())
        await rest.shutdown()
        await server.untilClosed(1)
        #expect(try await rest.fault(server.inputs()).type == "ConnectionFailedError")
    }
}
