import FlowConnectors
import FlowModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct RESTSecurityTests {
    private let rest = RESTConnector()
    private let certificates: TestCertificates
    private let authority: JSONValue

    init() throws {
        certificates = try TestCertificates.shared.get()
        authority = .string(try certificates.pem("ca.pem"))
    }

    private func server(_ name: String, wantsClient: Bool = false) async throws -> HTTPTestServer {
        try await HTTPTestServer(tls: try certificates.server(name, wantsClient: wantsClient)) { _ in
            HTTPTestServer.text("safe")
        }
    }

    private func inputs(_ server: HTTPTestServer, _ more: JSONObject = [:]) -> JSONValue {
        var inputs = more
        inputs["url"] = .string("https://127.0.0.1:\(server.port)/")
        return .object(inputs)
    }

    @Test func anAuthorityOfOnesOwn() async throws {
        let server = try await server("right")
        #expect(try await rest.call(inputs(server, ["ca_certificate": authority]))["text"] == "safe")
    }

    @Test func anAuthorityThatNobodyKnows() async throws {
        let server = try await server("right")
        let error = try await rest.fault(inputs(server))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("the certificate of the other side is not trusted"), "\(error.message)")
        #expect(error.message.contains("REST GET https://127.0.0.1:\(server.port)/"))
        #expect(try await rest.call(inputs(server, ["verify_tls": false]))["text"] == "safe")
        // What one connection switches off stays on for the next.
        #expect(try await rest.fault(inputs(server)).type == "ConnectionFailedError")
        #expect(server.requests.count == 1)
    }

    @Test func aCertificateOfAnotherHost() async throws {
        let server = try await server("other")
        let error = try await rest.fault(inputs(server, ["ca_certificate": authority]))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("is for another host"), "\(error.message)")
        #expect(server.requests.isEmpty)
    }

    @Test func aCertificateOfTheClient() async throws {
        let server = try await server("right", wantsClient: true)
        let given: JSONObject = [
            "ca_certificate": authority, "client_certificate": .string(try certificates.pem("client.pem")),
            "client_key": .string(try certificates.pem("client.key")),
        ]
        #expect(try await rest.call(inputs(server, given))["text"] == "safe")
        let error = try await rest.fault(inputs(server, ["ca_certificate": authority]))
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(server.requests.count == 1)
    }

    @Test func noTLSThere() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("open") }
        let error = try await rest.fault(inputs(server))
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(error.message.contains("does not speak TLS"), "\(error.message)")
    }

    @Test func fromSafeToUnsafe() async throws {
        let open = try await HTTPTestServer { _ in HTTPTestServer.text("open") }
        let target = open.url
        let safe = try await HTTPTestServer(tls: try certificates.server("right")) { _ in
            HTTPTestServer.reply(302, [("location", target)])
        }
        let error = try await rest.fault(inputs(safe, ["ca_certificate": authority]))
        #expect(error.message.contains("redirected from https to http, which is not followed"))
        #expect(open.requests.isEmpty)
    }
}
