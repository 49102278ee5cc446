import FlowConnectors
import FlowModel
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10))) struct RESTConnectorTests {
    private let rest = RESTConnector()

    @Test func givesJSON() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.json(#"{"n": 1, "f": 1.0, "s": "ü"}"#) }
        let output = try await rest.call(server.inputs("/a"))
        #expect(
            JSONValue.object(output) == [
                "status_code": 200, "json": ["n": 1, "f": 1.0, "s": "ü"], "url": .string(server.url + "/a"),
                "headers": ["content-type": "application/json; charset=utf-8", "content-length": "29"],
            ])
        let seen = try #require(server.requests.first)
        #expect(seen.method == "GET" && seen.uri == "/a" && seen.body == [])
        #expect(seen.header("user-agent") == "moonflow")
        #expect(seen.header("idempotency-key") == "key-0")
        #expect(seen.header("host") == "127.0.0.1:\(server.port)")
        // The same inputs give the same output.
        #expect(try await rest.call(server.inputs("/a")) == output)
    }

    @Test func givesTextAndBytes() async throws {
        let server = try await HTTPTestServer { request in
            switch request.path {
            case "/text": HTTPTestServer.text("plain ü")
            case "/bytes": HTTPTestServer.reply(200, [("content-type", "image/png")], [0x89, 0xFF, 0])
            case "/broken": HTTPTestServer.json("{broken")
            case "/mark":
                HTTPTestServer.reply(200, [("content-type", "text/json")], [0xEF, 0xBB, 0xBF] + Array("[1]".utf8))
            case "/problem": HTTPTestServer.reply(200, [("Content-Type", "application/problem+json")], Array("{}".utf8))
            default: HTTPTestServer.reply(204)
            }
        }
        #expect(try await rest.call(server.inputs("/text"))["text"] == "plain ü")
        let bytes = try await rest.call(server.inputs("/bytes"))
        #expect(bytes["content_base64"] == "if8A" && bytes["text"] == nil && bytes["json"] == nil)
        #expect(try await rest.call(server.inputs("/broken"))["text"] == "{broken")
        #expect(try await rest.call(server.inputs("/mark"))["json"] == [1])
        #expect(try await rest.call(server.inputs("/problem"))["json"] == [:])
        let none = try await rest.call(server.inputs("/none"))
        #expect(none["status_code"] == 204 && none["text"] == "")
    }

    @Test func headersComeBackByLowerCaseNames() async throws {
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.reply(
                200, [("X-Twice", "a"), ("x-twice", "b"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("ETag", "x")])
        }
        let headers = try #require(try await rest.call(server.inputs())["headers"]?.object)
        #expect(headers["x-twice"] == "a, b" && headers["set-cookie"] == ["a=1", "b=2"] && headers["etag"] == "x")
    }

    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "post"])
    func everyMethod(_ method: String) async throws {
        let server = try await HTTPTestServer { request in
            request.method == "HEAD"
                ? [.head(200, [("content-length", "5")]), .end] : HTTPTestServer.text(request.method)
        }
        let output = try await rest.call(server.inputs("/", ["method": .string(method)]))
        #expect(output["text"] == (method == "HEAD" ? "" : .string(method.uppercased())))
    }

    @Test func queryAndHeaders() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("") }
        _ = try await rest.call(
            server.inputs(
                "/p?a=1",
                [
                    "query": ["q": "ä &", "list": [1, 2.5, true]],
                    "headers": ["X-One": 1, "X-Many": ["a", "b"], "user-agent": "mine", "idempotency-key": "own"],
                ]))
        let seen = try #require(server.requests.first)
        #expect(seen.uri == "/p?a=1&list=1&list=2.5&list=true&q=%C3%A4%20%26")
        #expect(seen.headers["x-many"] == ["a", "b"] && seen.header("x-one") == "1")
        #expect(seen.headers["user-agent"] == ["mine"] && seen.headers["idempotency-key"] == ["own"])
    }

    @Test func bodies() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("") }
        for body: JSONObject in [
            ["json": ["b": [1, 2.0], "a": "ü"]], ["form": ["a b": "c&d", "e": [1, 2]]], ["body": "plain"],
            ["body_base64": "AP8="], ["json": [:]], ["body": "<x/>", "headers": ["Content-Type": "text/xml"]],
        ] {
            var inputs = body
            inputs["method"] = "POST"
            _ = try await rest.call(server.inputs("/", inputs))
        }
        let seen = server.requests
        #expect(
            seen.map { $0.header("content-type") } == [
                "application/json", "application/x-www-form-urlencoded", "text/plain; charset=utf-8",
                "application/octet-stream", "application/json", "text/xml",
            ])
        #expect(
            seen.map(\.body) == [
                Array(#"{"a":"ü","b":[1,2.0]}"#.utf8), Array("a+b=c%26d&e=1&e=2".utf8), Array("plain".utf8), [0, 255],
                Array("{}".utf8), Array("<x/>".utf8),
            ])
    }

    @Test func multipart() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("") }
        _ = try await rest.call(
            server.inputs(
                "/",
                [
                    "method": "POST",
                    "multipart": [
                        ["name": "a", "value": "1"],
                        [
                            "name": "file", "filename": "x\"y\r\n.bin", "content_type": "image/png",
                            "content_base64": "AP8=",
                        ],
                    ],
                ]), key: "key-7")
        let seen = try #require(server.requests.first)
        #expect(seen.header("content-type") == "multipart/form-data; boundary=key-7")
        let expected =
            Array("--key-7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".utf8)
            + Array(
                "--key-7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x%22y%0D%0A.bin\"\r\nContent-Type: image/png\r\n\r\n"
                    .utf8) + [0, 255] + Array("\r\n--key-7--\r\n".utf8)
        #expect(seen.body == expected)
    }

    @Test func authorization() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("") }
        let basic: JSONValue = ["type": "basic", "username": "Aladdin", "password": "open sesame"]
        _ = try await rest.call(server.inputs("/", ["auth": basic]))
        _ = try await rest.call(server.inputs("/", ["auth": ["type": "bearer", "token": "abc.def"]]))
        let withUser = "http://u%40:p@127.0.0.1:\(server.port)/"
        let output = try await rest.call(["url": .string(withUser)])
        #expect(output["url"] == .string(server.url + "/"))
        #expect(
            server.requests.map { $0.header("authorization") } == [
                "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Bearer abc.def",
                "Basic \(Data("u@:p".utf8).base64EncodedString())",
            ])
    }

    @Test func authorizationInAHeaderOfItsOwn() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("") }
        let auth: JSONValue = ["type": "custom", "header": "X-Api-Key", "value": "Key 7"]
        _ = try await rest.call(server.inputs("/", ["auth": auth]))
        let seen = try #require(server.requests.first)
        #expect(seen.header("x-api-key") == "Key 7" && seen.header("authorization") == nil)
    }

    @Test(arguments: [
        ("https://API.Example.com:8443/${secret.path}?k=${secret.key}", "api.example.com"),
        ("https://${secret.user}:${secret.password}@example.com/", "example.com"),
        ("https://${secret.host}/", nil), ("${secret.url}", nil), ("", nil),
        ("http://[2001:db8::1]/", "2001:db8::1"),
    ])
    func theHostIsThatOfTheAddress(_ url: String, _ host: String?) {
        #expect(rest.host(of: ["url": .string(url)]) == host)
        let byProxy = rest.host(of: ["url": .string(url), "proxy": ["host": "P.example.com", "port": 1]])
        #expect(byProxy == host.map { "\($0) (p.example.com)" })
    }

    @Test func unpacks() async throws {
        let packed = try #require(Data(base64Encoded: "H4sIAAAAAAACA6tWKkhMzk5NUbJSKCkqTa0FALnQu3MQAAAA"))
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.reply(
                200, [("content-type", "application/json"), ("content-encoding", "gzip")], [UInt8](packed))
        }
        #expect(try await rest.call(server.inputs())["json"] == ["packed": true])
        #expect(server.requests.first?.header("accept-encoding") == "gzip, deflate")
    }

    @Test func expectedStatuses() async throws {
        let server = try await HTTPTestServer { request in
            HTTPTestServer.text("", status: Int(request.path.dropFirst()) ?? 500)
        }
        for (status, expected): (Int, JSONValue) in [
            (201, .null), (404, 404), (404, [200, 404]), (302, "300-399"), (503, ["200-299", "500-504"]),
            (599, "100-599"),
        ] {
            let output = try await rest.call(server.inputs("/\(status)", ["expected_status": expected]))
            #expect(output["status_code"] == .integer(Int64(status)))
        }
        let error = try await rest.fault(server.inputs("/200", ["expected_status": [201, 202]]))
        #expect(error.message.contains("HttpError 200 OK"))
    }

    @Test func manyAtOnce() async throws {
        let server = try await HTTPTestServer { request in HTTPTestServer.text(request.query) }
        let rest = rest
        // Two hundred handshakes at once can take longer than a slow machine is given for one.
        let retries: JSONValue = ["max": 100, "delay_sec": 0]
        let texts = try await withThrowingTaskGroup(of: JSONValue?.self) { group in
            for n in 0..<200 {
                group.addTask {
                    try await rest.call(
                        server.inputs("/?\(n)", ["retries": retries, "timeout_sec": 500]), key: "\(n)")["text"]
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1?.text ?? "") }
        }
        #expect(texts == Set((0..<200).map { "\($0)" }))
        #expect(Set(server.requests.compactMap { $0.header("idempotency-key") }).count == 200)
    }
}
