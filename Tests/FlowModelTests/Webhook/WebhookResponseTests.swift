import FlowModel
import Testing

@Suite struct WebhookResponseTests {
    private func fault(_ make: () throws(FlowError) -> WebhookResponse) -> String? {
        do throws(FlowError) {
            _ = try make()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(
        arguments: [
            (199, "status_code must be an integer from 200 to 599, but got the integer 199"),
            (600, "status_code must be an integer from 200 to 599, but got the integer 600"),
            (200.5, "status_code must be an integer from 200 to 599, but got the number 200.5"),
            ("200", "status_code must be an integer from 200 to 599, but got the text \"200\""),
            (204, "a response with the status_code 204 has no content"),
            (304, "a response with the status_code 304 has no content"),
        ] as [(JSONValue, String)])
    func wrongStatuses(_ status: JSONValue, _ text: String) {
        let fault = fault { () throws(FlowError) in try WebhookResponse(.text("x"), statusCode: status) }
        #expect(fault == "InvalidInputError: \(text)")
    }

    @Test(
        arguments: [
            ([1], "headers expects a table of values by name"),
            (["a b": "x"], "headers: no header may have the name"),
            (["": "x"], "headers: no header may have the name"),
            (["a\r\nb": "x"], "headers: no header may have the name"),
            (["X": "a\r\nSet-Cookie: b"], "headers.X has a line break or another control character"),
            (["X": "a\u{0}"], "headers.X has a line break or another control character"),
            (["X": ["a", "b\n"]], "headers.X has a line break or another control character"),
            (["X": ["a": "b"]], "headers.X expects a text or a list of texts"),
            (["X": nil], "headers.X expects a text or a list of texts"),
            (["X-A": "1", "x-a": "2"], "headers.x-a is given twice"),
            (["Content-Length": "1"], "headers.Content-Length is set by the server"),
            (["transfer-encoding": "chunked"], "headers.transfer-encoding is set by the server"),
        ] as [(JSONValue, String)])
    func wrongHeaders(_ headers: JSONValue, _ text: String) {
        let fault = fault { () throws(FlowError) in try WebhookResponse(.none, headers: headers) }
        #expect(fault?.hasPrefix("InvalidInputError: \(text)") == true, "\(fault ?? "no error")")
    }

    @Test func wrongTypesAndBytes() {
        let twice = fault { () throws(FlowError) in
            try WebhookResponse(.text(""), headers: ["content-type": "a/b"], contentType: "c/d")
        }
        #expect(twice == "InvalidInputError: give only one of content_type and headers[\"Content-Type\"]")
        for type in ["", "a\nb"] {
            let fault = fault { () throws(FlowError) in
                try WebhookResponse(.text(""), contentType: .string(type))
            }
            #expect(fault == "InvalidInputError: content_type must be a text on one line, such as text/plain")
        }
        let bytes = fault { () throws(FlowError) in try WebhookResponse(.base64("a")) }
        #expect(bytes == "InvalidInputError: content_b64 must be base64")
    }

    @Test func staysTheSameAsJSON() throws {
        let responses = [
            try WebhookResponse(.none), try WebhookResponse(.none, statusCode: 204),
            try WebhookResponse(.text("é"), headers: ["X": ["1", "2", true], "A": 7], usualType: "text/plain"),
            try WebhookResponse(.base64("AP8="), statusCode: 599, contentType: "image/x"),
        ]
        for response in responses { #expect(WebhookResponse(json: response.json) == response) }
        #expect(
            responses[2].json == [
                "status_code": 200, "content_type": "text/plain", "body": "é",
                "headers": ["A": "7", "X": ["1", "2", "true"]],
            ])
        #expect(responses[3].bytes == [0, 255] && responses[2].bytes == [0xC3, 0xA9] && responses[0].bytes == [])
        #expect(WebhookResponse(json: nil) == nil && WebhookResponse(json: ["status_code": 7]) == nil)
    }

    @Test func whatAnExecutionAnswers() throws {
        let time = ScriptTime(microseconds: 0)
        var record = ExecutionRecord(
            id: ExecutionID(createdAt: time, random: (1, 2)), name: "n", script: "", inputs: [:], createdAt: time)
        record.move(to: .running, at: time)
        #expect(WebhookResponse(of: record).statusCode == 202)
        let response = try WebhookResponse(.text("x"), statusCode: 201)
        record.saveChecked(["webhook_response": response.json], at: time)
        var failed = record
        failed.end(.endedError, message: "s3cret", at: time)
        #expect(WebhookResponse(of: failed).statusCode == 500)
        #expect(!String(decoding: WebhookResponse(of: failed).bytes, as: UTF8.self).contains("s3cret"))
        record.end(.endedSuccess, message: nil, at: time)
        #expect(WebhookResponse(of: record) == response)
    }
}

@Suite struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func thereAndBack(_ text: String, _ base64: String) {
        #expect(Base64.encoded(text.utf8) == base64)
        #expect(Base64.decoded(base64) == Array(text.utf8))
    }

    @Test func everyByte() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        #expect(Base64.decoded("Zm9v\r\nYmFy\n") == Array("foobar".utf8))
    }

    @Test(arguments: ["a", "ab", "abc", "a===", "====", "=abc", "ab=c", "Zg==Zg==", "Zm9v*A==", "Zm9 v", "Zg==="])
    func refuses(_ text: String) {
        #expect(Base64.decoded(text) == nil)
    }
}
