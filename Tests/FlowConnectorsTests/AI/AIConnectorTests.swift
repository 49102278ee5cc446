import FlowModel
import Synchronization
import Testing

@testable import FlowConnectors

@Suite(.timeLimit(.minutes(10))) struct AIConnectorTests {
    private let ai = AIConnector()

    private func inputs(_ server: HTTPTestServer, _ more: JSONObject = [:]) -> JSONObject {
        var inputs: JSONObject = [
            "url": .string("\(server.url)/v1/chat/completions"), "api_key": "key-s3cret", "model": "small",
            "messages": [["role": "user", "content": "Say hello"]],
        ]
        inputs.merge(more)
        return inputs
    }

    private static func stream(_ parts: [String], end: [HTTPTestServer.Step] = [.end]) -> [HTTPTestServer.Step] {
        [.head(200, [("content-type", "text/event-stream")])]
            + parts.map { .body(Array("data: \($0)\n\n".utf8)) } + end
    }

    @Test func asks() async throws {
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.json(
                #"{"id":"c-1","model":"small-2","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"hello"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}"#
            )
        }
        let output = try await ai.output(
            inputs(server, ["temperature": 0.5, "max_tokens": 9, "options": ["seed": 7, "model": "other"]]))
        #expect(
            output == [
                "text": "hello", "finish_reason": "stop", "model": "small-2",
                "usage": ["prompt_tokens": 3, "completion_tokens": 1],
            ])
        let seen = try #require(server.requests.first)
        #expect(seen.header("authorization") == "Bearer key-s3cret" && seen.header("idempotency-key") == "key-0")
        #expect(
            try JSONParser.parse(seen.body) as JSONValue == [
                "model": "small", "messages": [["role": "user", "content": "Say hello"]], "temperature": 0.5,
                "max_tokens": 9, "seed": 7,
            ])
    }

    @Test func toolsAndForms() async throws {
        let server = try await HTTPTestServer { request in
            request.text.contains("response_format")
                ? HTTPTestServer.json(#"{"choices":[{"finish_reason":"stop","message":{"content":"{\"a\": 1}"}}]}"#)
                : HTTPTestServer.json(
                    #"{"choices":[{"finish_reason":"tool_calls","message":{"content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"weather","arguments":"{\"town\":\"Vienna\"}"}},{"id":"2","function":{"name":"odd","arguments":"{"}}]}}]}"#
                )
        }
        let tools = try await ai.output(inputs(server, ["tools": [["type": "function"]], "tool_choice": "auto"]))
        #expect(
            tools == [
                "text": "", "finish_reason": "tool_calls",
                "tool_calls": [
                    ["id": "1", "name": "weather", "arguments": ["town": "Vienna"]],
                    ["id": "2", "name": "odd", "arguments_text": "{"],
                ],
            ])
        let form = try await ai.output(inputs(server, ["response_format": ["type": "json_object"]]))
        #expect(form == ["text": #"{"a": 1}"#, "json": ["a": 1], "finish_reason": "stop"])
    }

    @Test func aStreamIsCollected() async throws {
        let server = try await HTTPTestServer { _ in
            Self.stream([
                #"{"model":"m","choices":[{"delta":{"role":"assistant","content":""}}]}"#,
                #"{"choices":[{"delta":{"content":"hel"}}]}"#, #"{"choices":[{"delta":{"content":"lo ü"}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"1","type":"function","function":{"name":"weather","arguments":""}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"town\":"}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"Vienna\"}"}}]}}]}"#,
                #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#,
                #"{"choices":[],"usage":{"total_tokens":9}}"#, "[DONE]",
            ])
        }
        let output = try await ai.output(inputs(server, ["stream": true]))
        #expect(
            output == [
                "text": "hello ü", "finish_reason": "stop", "model": "m", "usage": ["total_tokens": 9],
                "tool_calls": [["id": "1", "name": "weather", "arguments": ["town": "Vienna"]]],
            ])
        let body = try JSONParser.parse(try #require(server.requests.first).body) as JSONValue
        #expect(body.object?["stream"] == true && body.object?["stream_options"] == ["include_usage": true])
    }

    @Test(arguments: [
        (["{\"choices\":[{\"delta\":{\"content\":\"x\"}}]}"], "a stream that ended before the answer did"),
        ([], "a stream that ended before the answer did"), (["[DONE]"], "has no choice with a message"),
        (["{broken"], "something that is no JSON"),
        (["{\"error\":{\"message\":\"overloaded key-s3cret\",\"code\":\"busy\"}}"], "/completions: overloaded ***"),
    ])
    func streamsThatAreNone(_ parts: [String], _ reason: String) async throws {
        let server = try await HTTPTestServer { _ in Self.stream(parts) }
        let error = await ai.error(inputs(server, ["stream": true]))
        #expect(error.type == "ConnectionFailedError" && error.message.contains(reason), "\(error)")
        #expect(!error.message.contains("s3cret"), "\(error)")
    }

    @Test func streamsThatAreCutOrEndless() async throws {
        let server = try await HTTPTestServer { request in
            let part = #"{"choices":[{"delta":{"content":"x"}}]}"#
            return request.text.contains("endless")
                ? Self.stream([part], end: [.drip]) : Self.stream([part], end: [.close])
        }
        #expect(await ai.error(inputs(server, ["stream": true])).message.contains("before its response was complete"))
        let endless = await ai.error(inputs(server, ["stream": true, "model": "endless", "timeout_sec": 0.3]))
        #expect(endless.type == "TimeoutExceededError")
        let long = await ai.error(inputs(server, ["stream": true, "model": "endless", "max_response_bytes": 50]))
        #expect(long.message.contains("max_response_bytes"))
    }

    @Test func aServiceThatDoesNotStream() async throws {
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.json(#"{"choices":[{"finish_reason":"stop","message":{"content":"x"}}]}"#)
        }
        #expect(try await ai.output(inputs(server, ["stream": true]))["text"] == "x")
    }

    @Test func limitsOfTheService() async throws {
        let count = Mutex(0)
        let server = try await HTTPTestServer { _ in
            let isFirst = count.withLock {
                $0 += 1
                return $0 == 1
            }
            return isFirst
                ? HTTPTestServer.reply(
                    429, [("retry-after", "0"), ("content-type", "application/json")],
                    Array(#"{"error":{"message":"slow down","type":"rate_limit"}}"#.utf8))
                : HTTPTestServer.json(#"{"choices":[{"message":{"content":"x"}}]}"#)
        }
        #expect(try await ai.output(inputs(server, ["retries": ["max": 1, "delay_sec": 0]]))["text"] == "x")
        #expect(server.requests.map { $0.header("idempotency-key") } == ["key-0", "key-0"])
        count.withLock { $0 = 0 }
        let error = await ai.error(inputs(server))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message == "HttpError 429 from AI POST \(server.url)/v1/chat/completions: slow down")
        #expect(error.details == ["status_code": 429, "type": "rate_limit"])
    }

    @Test(arguments: [
        ("{}", 200, "has no choice with a message"), ("[]", 200, "has no choice"), ("nothing", 200, "is no JSON"),
        (#"{"error":{"message":"bad key-s3cret","code":401}}"#, 401, "HttpError 401 from AI POST"),
        (#"{"error":"plain"}"#, 400, ": plain"), ("<html>", 502, "HttpError 502 Bad Gateway"),
    ])
    func answersThatAreNone(_ text: String, _ status: Int, _ reason: String) async throws {
        let server = try await HTTPTestServer { _ in
            text.hasPrefix("{") || text.hasPrefix("[")
                ? HTTPTestServer.json(text, status: status) : HTTPTestServer.text(text, status: status)
        }
        let error = await ai.error(inputs(server))
        #expect(error.type == "ConnectionFailedError" && error.message.contains(reason), "\(error)")
        #expect(!error.message.contains("s3cret"), "\(error)")
    }

    @Test(arguments: [
        (#"{"messages": []}"#, "InvalidInputError", "messages is empty"),
        (#"{"messages": ["hello"]}"#, "InvalidInputError", "messages[1] must be a table with role"),
        (#"{"messages": null}"#, "MissingInputError", "'messages'"),
        (#"{"model": null}"#, "MissingInputError", "'model'"),
        (#"{"temperature": "hot"}"#, "InvalidInputError", "temperature must be number"),
        (#"{"options": 7}"#, "InvalidInputError", "options must be a table"),
        (#"{"api_key": "s3cret s3cret"}"#, "InvalidInputError", "api_key is empty, or has blanks"),
        (#"{"url": "api.example.com"}"#, "InvalidInputError", "url must begin with"),
        (#"{"modell": "x"}"#, "ExtraInputError", "did you mean 'model'?"),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) async throws {
        var inputs: JSONObject = [
            "url": "http://127.0.0.1:1/", "model": "m", "messages": [["role": "user", "content": "x"]],
        ]
        inputs.merge(try table(more))
        let error = await ai.error(inputs)
        #expect(error.type == type && error.message.contains(text), "\(error)")
        #expect(error.message.hasPrefix("AI: ") && !error.message.contains("s3cret"), "\(error)")
    }
}
