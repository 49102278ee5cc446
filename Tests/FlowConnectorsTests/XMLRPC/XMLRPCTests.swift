import FlowModel
import Testing

@testable import FlowConnectors

@Suite struct XMLRPCCodingTests {
    private func call(_ value: JSONValue) throws -> String {
        let text = String(decoding: try XMLRPCCoding.call("m", [value]), as: UTF8.self)
        let start = try #require(text.firstRange(of: "<param>")?.upperBound)
        let end = try #require(text.firstRange(of: "</param>")?.lowerBound)
        return String(text[start..<end])
    }

    @Test(arguments: [
        (#""x <&>""#, "<value><string>x &lt;&amp;&gt;</string></value>"), ("7", "<value><int>7</int></value>"),
        ("-2147483649", "<value><i8>-2147483649</i8></value>"), ("1.5", "<value><double>1.5</double></value>"),
        ("2.0", "<value><double>2.0</double></value>"), ("true", "<value><boolean>1</boolean></value>"),
        ("1e21", "<value><double>1000000000000000000000.0</double></value>"),
        ("-1.25e-5", "<value><double>-0.0000125</double></value>"), ("null", "<value><nil/></value>"),
        (
            ##"{"#dateTime": "20260504T03:02:01"}"##,
            "<value><dateTime.iso8601>20260504T03:02:01</dateTime.iso8601></value>"
        ),
        (##"{"#base64": "AP8="}"##, "<value><base64>AP8=</base64></value>"),
        (##"{"#array": {}}"##, "<value><array><data/></array></value>"),
        (
            "[1, [2]]",
            "<value><array><data><value><int>1</int></value><value><array><data><value><int>2</int></value></data></array></value></data></array></value>"
        ),
        (
            #"{"a": {}}"#,
            "<value><struct><member><name>a</name><value><struct/></value></member></struct></value>"
        ),
    ])
    func writes(_ json: String, _ text: String) throws {
        #expect(try call(try JSONParser.parse(json)) == text)
    }

    @Test func refusesToWrite() throws {
        var deep: JSONValue = 1
        for _ in 0..<60 { deep = [deep] }
        for value: JSONValue in [deep, ["#base64": "?"], "\u{0}", ["a": [.number(.infinity)]]] {
            #expect(throws: XMLFault.self) { try call(value) }
        }
    }

    private func read(_ value: String) throws -> JSONValue? {
        let text = "<methodResponse><params><param><value>\(value)</value></param></params></methodResponse>"
        guard case .value(let value) = try XMLRPCCoding.answer(Array(text.utf8)) else { return nil }
        return value
    }

    @Test(arguments: [
        ("text", #""text""#), ("", #""""#), ("<string> x </string>", #"" x ""#), ("<i4> 7 </i4>", "7"),
        ("<i8>9223372036854775807</i8>", "9223372036854775807"), ("<double>-1.5</double>", "-1.5"),
        ("<boolean>0</boolean>", "false"), ("<nil/>", "null"), ("<ex:nil xmlns:ex='urn:x'/>", "null"),
        ("<dateTime.iso8601>20260504T03:02:01</dateTime.iso8601>", #""20260504T03:02:01""#),
        ("<base64>AP\n8=</base64>", #""AP8=""#), ("<array><data/></array>", "[]"),
        ("<array><data><value>a</value><value><int>1</int></value></data></array>", #"["a", 1]"#),
        ("<struct/>", "{}"),
        ("<struct><member><name>a</name><value><nil/></value></member></struct>", #"{"a": null}"#),
    ])
    func reads(_ text: String, _ json: String) throws {
        #expect(try read(text) == (try JSONParser.parse(json)))
    }

    @Test(arguments: [
        "<int>x</int>", "<int>9223372036854775808</int>", "<double>nan</double>", "<boolean>2</boolean>",
        "<base64>?</base64>", "<array/>", "<struct><member/></struct>", "<what>1</what>",
    ])
    func refusesToRead(_ text: String) {
        #expect(throws: XMLFault.self) { try read(text) }
    }

    @Test func faults() throws {
        let fault = """
            <methodResponse><fault><value><struct><member><name>faultCode</name><value><int>4</int></value></member>\
            <member><name>faultString</name><value><string>Too many.</string></value></member></struct></value></fault></methodResponse>
            """
        #expect(try XMLRPCCoding.answer(Array(fault.utf8)) == .fault(code: 4, text: "Too many."))
        #expect(try XMLRPCCoding.answer(Array("<methodResponse><params/></methodResponse>".utf8)) == .value(.null))
        for text in ["<html/>", "<methodResponse/>", "<methodResponse><fault/></methodResponse>"] {
            #expect(throws: XMLFault.self) { try XMLRPCCoding.answer(Array(text.utf8)) }
        }
    }
}

/// XMLRPC against the library of Python.
@Suite(.enabled(if: TestService.isThere("xmlrpc")), .timeLimit(.minutes(10))) struct XMLRPCServiceTests {
    private let xmlrpc = XMLRPCConnector()
    private let url = "http://127.0.0.1:\(TestService("xmlrpc")?["port"] ?? "")/RPC2"

    private func inputs(_ method: String, _ parameters: [JSONValue] = [], _ more: JSONObject = [:]) -> JSONObject {
        var inputs: JSONObject = ["url": .string(url), "method": .string(method), "params": .array(parameters)]
        inputs.merge(more)
        return inputs
    }

    @Test(arguments: [
        #""x ü <&> \n\t""#, #""""#, "7", "-7", "1.5", "2.0", "true", "false", "null", #"[1, [2.5, "x"]]"#,
        #"{"a": {"b": null}}"#,
    ])
    func comesBackAsItWas(_ json: String) async throws {
        let value = try JSONParser.parse(json) as JSONValue
        #expect(try await xmlrpc.output(inputs("echo", [value])) == ["value": value])
    }

    @Test func typesArrive() async throws {
        let output = try await xmlrpc.output(
            inputs(
                "kinds",
                [
                    1, 4_294_967_296, 1.5, "x", true, .null, ["#dateTime": "20260504T03:02:01"], ["#base64": "AP8="],
                    ["#array": [:]], [:],
                ]))
        #expect(
            output["value"] == [
                "int", "int", "float", "str", "bool", "NoneType", "DateTime", "Binary", "list", "dict",
            ])
        #expect(try await xmlrpc.output(inputs("math.sum", [1, 2, 3])) == ["value": 6])
    }

    @Test func typesComeBack() async throws {
        let output = try await xmlrpc.output(inputs("samples"))
        #expect(
            output["value"] == [
                "date": "20260504T03:02:01", "bytes": "AP8=", "none": .null, "float": 1.5, "whole": 2.0, "true": true,
                "text": "ü <&>", "list": [1, [2, []], [:]],
            ])
    }

    @Test func failures() async throws {
        let fault = await xmlrpc.error(inputs("fail", [4, "Too many."]))
        #expect(fault.type == "ConnectionFailedError")
        #expect(fault.message == "XMLRPC POST \(url) fail: fault 4: Too many.")
        #expect(fault.details == ["fault_code": 4, "fault_string": "Too many."])
        #expect(await xmlrpc.error(inputs("none")).details?.object?["fault_code"] == 1)
        let long = await xmlrpc.error(inputs("long", [5000], ["max_response_bytes": 1000]))
        #expect(long.message.contains("max_response_bytes"), "\(long)")
        let elsewhere = await xmlrpc.error(inputs("echo", [], ["url": .string(url + "x")]))
        #expect(elsewhere.message.contains("HttpError 404"), "\(elsewhere)")
    }
}

@Suite(.timeLimit(.minutes(10))) struct XMLRPCFailureTests {
    private let xmlrpc = XMLRPCConnector()

    @Test func whatComesBack() async throws {
        let server = try await HTTPTestServer { request in
            switch request.path {
            case "/hang": [.hang]
            case "/cut": [.head(200, [("content-length", "10")]), .body([60]), .close]
            case "/html": HTTPTestServer.text("<html/>")
            default: HTTPTestServer.text("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
            }
        }
        func error(_ path: String, _ more: JSONObject = [:]) async -> FlowError {
            var inputs: JSONObject = ["url": .string(server.url + path), "method": "m"]
            inputs.merge(more)
            return await xmlrpc.error(inputs)
        }
        #expect(await error("/hang", ["timeout_sec": 0.2]).type == "TimeoutExceededError")
        #expect(await error("/cut").message.contains("before its response was complete"))
        #expect(await error("/html").message.contains("is no answer of XML-RPC"))
        #expect(await error("/").message.contains("a document type, which is not read"))
        #expect(await error("/", ["params": ["\u{1}s3cret"]]).type == "InvalidInputError")
        #expect(await xmlrpc.error(["url": "http://127.0.0.1:1/", "method": "m"]).message.contains("refused"))
        #expect(await xmlrpc.error(["url": .string(server.url)]).type == "MissingInputError")
        #expect(Set(server.requests.compactMap { $0.header("idempotency-key") }) == ["key-0"])
    }
}
