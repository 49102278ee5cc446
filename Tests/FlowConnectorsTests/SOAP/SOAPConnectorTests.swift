import FlowModel
import Testing

@testable import FlowConnectors

@Suite(.timeLimit(.minutes(10))) struct SOAPConnectorTests {
    private let soap = SOAPConnector()
    private static let v11 = "http://schemas.xmlsoap.org/soap/envelope/"
    private static let v12 = "http://www.w3.org/2003/05/soap-envelope"

    private static func envelope(_ body: String, _ namespace: String = v11) -> String {
        "<?xml version=\"1.0\"?><e:Envelope xmlns:e=\"\(namespace)\"><e:Body>\(body)</e:Body></e:Envelope>"
    }

    private func server(_ answer: String, status: Int = 200) async throws -> HTTPTestServer {
        try await HTTPTestServer { _ in
            HTTPTestServer.reply(status, [("content-type", "text/xml; charset=utf-8")], Array(answer.utf8))
        }
    }

    private func inputs(_ server: HTTPTestServer, _ more: JSONObject = [:]) -> JSONObject {
        var inputs: JSONObject = ["url": .string("\(server.url)/service"), "body": ["get": ["item": "A7"]]]
        inputs.merge(more)
        return inputs
    }

    @Test func callsAnOperation() async throws {
        let server = try await server(
            Self.envelope(
                """
                <m:getResponse xmlns:m="urn:prices"><m:price currency="EUR">7.50</m:price><m:tag>x</m:tag><m:tag>y</m:tag>\
                </m:getResponse>
                """))
        let output = try await soap.output(inputs(server, ["action": "urn:prices#get", "namespace": "urn:prices"]))
        #expect(
            output == [
                "body": ["getResponse": ["price": ["@currency": "EUR", "#text": "7.50"], "tag": ["x", "y"]]]
            ])
        let seen = try #require(server.requests.first)
        #expect(seen.method == "POST" && seen.path == "/service")
        #expect(seen.header("content-type") == "text/xml; charset=utf-8")
        #expect(seen.header("soapaction") == "\"urn:prices#get\"" && seen.header("idempotency-key") == "key-0")
        #expect(
            seen.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <soap:Envelope xmlns:soap="\(Self.v11)"><soap:Body><get xmlns="urn:prices"><item>A7</item></get></soap:Body>\
                </soap:Envelope>
                """)
    }

    @Test func version12WithAHeader() async throws {
        let server = try await server(
            "<Envelope xmlns='\(Self.v12)'><Header><a>1</a></Header><Body><r xmlns='urn:x'><one>1</one></r></Body></Envelope>"
        )
        let output = try await soap.output(
            inputs(
                server,
                [
                    "version": "1.2", "action": "urn:x", "header": ["s:token": "t"], "namespaces": ["s": "urn:s"],
                    "body": ["s:get": [:]], "lists": ["one"], "auth": ["type": "basic", "username": "u"],
                ]))
        #expect(output == ["body": ["r": ["one": ["1"]]], "header": ["a": "1"]])
        let seen = try #require(server.requests.first)
        #expect(seen.header("content-type") == "application/soap+xml; charset=utf-8; action=\"urn:x\"")
        #expect(seen.header("soapaction") == nil && seen.header("authorization") == "Basic dTo=")
        #expect(
            seen.text.hasSuffix(
                "xmlns:s=\"urn:s\"><soap:Header><s:token>t</s:token></soap:Header><soap:Body><s:get/></soap:Body></soap:Envelope>"
            ), "\(seen.text)")
    }

    @Test func aWholeEnvelope() async throws {
        let server = try await server(Self.envelope("<ok/>"))
        let text = Self.envelope("<raw/>")
        let output = try await soap.output(["url": .string(server.url), "envelope": .string(text)])
        #expect(output == ["body": ["ok": ""]] && server.requests.first?.text == text)
    }

    @Test func faults() async throws {
        let first = try await server(
            Self.envelope(
                "<e:Fault><faultcode>e:Server</faultcode><faultstring>no\n price</faultstring><detail><c>4</c></detail></e:Fault>"
            ), status: 500)
        let error = await soap.error(inputs(first, ["retries": ["max": 3]]))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message == "SOAP POST \(first.url)/service: fault e:Server: no price")
        #expect(
            error.details == [
                "fault_code": "e:Server", "fault_string": "no price", "detail": ["c": "4"], "status_code": 500,
            ])
        #expect(first.requests.count == 1)
        let second = try await server(
            Self.envelope(
                """
                <e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>m:Late</e:Value></e:Subcode></e:Code>\
                <e:Reason><e:Text xml:lang="en">too late</e:Text></e:Reason></e:Fault>
                """, Self.v12), status: 400)
        let late = await soap.error(inputs(second, ["version": "1.2"]))
        #expect(late.details?.object?["fault_code"] == "m:Late" && late.details?.object?["detail"] == .null)
        #expect(late.message.hasSuffix("fault m:Late: too late"))
    }

    @Test(arguments: [
        ("<html>", 200, "ends in the middle"), ("<html/>", 200, "is no envelope of SOAP; the response begins: <html/>"),
        ("oops", 500, "HttpError 500"), ("busy", 503, "HttpError 503 Service Unavailable"),
        ("<Envelope xmlns='urn:other'><Body/></Envelope>", 200, "is no envelope of SOAP"),
        ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", 200, "a document type, which is not read"),
        ("<Envelope xmlns='\(v11)'/>", 200, "is an envelope without a body"),
    ])
    func answersThatAreNone(_ text: String, _ status: Int, _ reason: String) async throws {
        let server = try await server(text, status: status)
        let error = await soap.error(inputs(server))
        #expect(error.type == "ConnectionFailedError" && error.message.contains(reason), "\(error)")
    }

    @Test func otherFailures() async throws {
        let server = try await HTTPTestServer { request in
            switch request.path {
            case "/hang": [.hang]
            case "/cut": [.head(200, [("content-length", "10")]), .body([60]), .close]
            case "/long": HTTPTestServer.text(String(repeating: "x", count: 2000))
            default: HTTPTestServer.reply(302, [("location", "/elsewhere")])
            }
        }
        func error(_ path: String, _ more: JSONObject = [:]) async -> FlowError {
            var inputs: JSONObject = ["url": .string(server.url + path), "body": [:]]
            inputs.merge(more)
            return await soap.error(inputs)
        }
        #expect(await error("/hang", ["timeout_sec": 0.2]).type == "TimeoutExceededError")
        #expect(await error("/cut").message.contains("before its response was complete"))
        #expect(await error("/long", ["max_response_bytes": 1000]).message.contains("max_response_bytes"))
        #expect(await error("/").message.contains("HttpError 302"))
        #expect(await soap.error(["url": "http://127.0.0.1:1/", "body": [:]]).message.contains("connection refused"))
    }

    @Test(arguments: [
        (#"{"body": null}"#, "MissingInputError", "'body' is missing"),
        (#"{"body": 7}"#, "InvalidInputError", "body must be a table"),
        (#"{"body": {"a b": "s3cret"}}"#, "InvalidInputError", "has the name 'a b'"),
        (#"{"body": {"a": "\u0001s3cret"}}"#, "InvalidInputError", "a control character"),
        (#"{"header": "s3cret"}"#, "InvalidInputError", "header must be a table"),
        (#"{"namespaces": {"soap": "x"}}"#, "InvalidInputError", "a prefix 'soap'"),
        (#"{"action": "a\"b"}"#, "InvalidInputError", "action has quotes"),
        (#"{"envelope": "<x/>"}"#, "InvalidInputError", "only one of body and envelope"),
        (#"{"body": null, "envelope": "<s3cret>"}"#, "InvalidInputError", "envelope ends in the middle"),
        (#"{"version": "2"}"#, "InvalidInputError", "version must be one of 1.1, 1.2"),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) async throws {
        var inputs: JSONObject = ["url": "http://127.0.0.1:1/", "body": ["a": 1]]
        inputs.merge(try table(more))
        let error = await soap.error(inputs)
        #expect(error.type == type && error.message.contains(text), "\(error)")
        #expect(error.message.hasPrefix("SOAP: ") && !error.message.contains("s3cret"), "\(error)")
    }
}
