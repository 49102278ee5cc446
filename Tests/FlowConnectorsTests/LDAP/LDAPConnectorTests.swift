import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

@Suite(.enabled(if: TestService.isThere("slapd")), .timeLimit(.minutes(10))) struct LDAPConnectorTests {
    private let ldap = LDAPConnector()
    private let service: TestService

    init() throws { service = try TestService.required("slapd") }

    private func inputs(_ more: JSONObject) -> JSONValue {
        var inputs: JSONObject = [
            "host": "127.0.0.1", "port": .integer(Int64(service["tls_port"]) ?? 0),
            "bind_dn": .string(service["user"]), "password": .string(service["password"]),
            "ca_certificate": .string(TestService.certificateAuthority), "base": "ou=people,dc=example,dc=com",
        ]
        inputs.merge(more)
        return .object(inputs)
    }

    private func output(_ more: JSONObject) async throws -> JSONObject { try await ldap.output(of: inputs(more)) }

    private func failure(_ more: JSONObject) async -> FlowError { await ldap.failure(of: inputs(more)) }

    private func names(_ output: JSONObject) -> [String] {
        (output["entries"]?.items ?? []).compactMap { $0.object?["dn"]?.text }
    }

    @Test func searches() async throws {
        let ada: JSONValue = [
            "dn": "uid=ada,ou=people,dc=example,dc=com",
            "attributes": [
                "mail": ["ada@example.com", "countess@example.com"], "jpegphoto": [["base64": "/9j/AA=="]],
            ],
        ]
        let order: JSONObject = [
            "filter": "(uid={1})", "filter_values": ["ada"], "attributes": ["mail", "jpegPhoto", "nothing"],
        ]
        #expect(.object(try await output(order)) == ["entries": [ada], "is_complete": true])
        for (tls, port) in [("none", service.port), ("starttls", service.port)] {
            var other = order
            other.merge(["tls": .string(tls), "port": .integer(Int64(port))])
            #expect(try await output(other)["entries"] == [ada], "\(tls)")
        }
    }

    @Test func valuesStayValues() async throws {
        #expect(names(try await output(["filter": "(uid={1})", "filter_values": ["*"]])).isEmpty)
        let zoe = try await output([
            "filter": "(&(cn={1})(uid={2}))", "filter_values": ["Zoë (the *second*)", "zoë"], "attributes": ["cn"],
        ])
        #expect(zoe["entries"]?.items?.first?.object?["attributes"] == ["cn": ["Zoë (the *second*)"]])
        #expect(names(zoe).count == 1)
    }

    @Test func scopes() async throws {
        let counts = [("base", 1), ("one", 2), ("sub", 3), ("children", 2)]
        for (scope, count) in counts {
            #expect(names(try await output(["scope": .string(scope)])).count == count, "\(scope)")
        }
        let root = try await output(["base": "", "scope": "base", "attributes": ["namingContexts"]])
        #expect(root["entries"]?.items?.first?.object?["attributes"] == ["namingcontexts": ["dc=example,dc=com"]])
    }

    @Test func manyEntries() async throws {
        let many: JSONObject = ["base": "ou=many,dc=example,dc=com", "scope": "one", "attributes": ["cn"]]
        var order = many
        order["max_entries"] = 5000
        let all = try await output(order)
        #expect(Set(names(all)).count == 1200 && all["is_complete"] == true)
        for limit in [0, 7, 500, 501, 1199] {
            order["max_entries"] = .integer(Int64(limit))
            let some = try await output(order)
            #expect(names(some).count == limit && some["is_complete"] == false, "\(limit)")
        }
        order["max_entries"] = 1200
        #expect(try await output(order)["is_complete"] == true)
        order["max_response_bytes"] = 10_000
        let error = await failure(order)
        #expect(error.message.contains("more than 10000 bytes came back (max_response_bytes)"), "\(error)")
    }

    @Test func referralsAreNotFollowed() async throws {
        let all = try await output(["base": "dc=example,dc=com", "filter": "(ou=*)", "scope": "one"])
        #expect(names(all).sorted() == ["ou=many,dc=example,dc=com", "ou=people,dc=example,dc=com"])
        let error = await failure(["base": "ou=elsewhere,dc=example,dc=com", "scope": "base"])
        #expect(error.message.contains("the directory names another one, and none is followed"), "\(error)")
    }

    // MARK: What goes wrong

    @Test func whatTheDirectoryRefuses() async throws {
        let password = await failure(["password": "s3cret"])
        #expect(
            password.message
                == "LDAP 127.0.0.1:\(service["tls_port"]) 'ou=people,dc=example,dc=com': error 49: Invalid credentials")
        #expect(password.details == ["code": 49])
        let base = await failure(["base": "ou=none,dc=example,dc=com"])
        #expect(base.type == "ResourceNotFoundError" && base.details == ["code": 32], "\(base)")
        let nobody = await failure(["bind_dn": .null, "password": .null])
        #expect(nobody.type == "ConnectionFailedError" && nobody.details?.object?["code"] != nil, "\(nobody)")
        let filter = await failure(["filter": "(uid=ada"])
        #expect(filter.type == "InvalidInputError" && filter.message.contains("is no filter"), "\(filter)")
    }

    @Test(arguments: [
        (#"{"password": null}"#, "MissingInputError", "'password'"),
        (#"{"password": ""}"#, "MissingInputError", "'password'"),
        (#"{"bind_dn": null}"#, "MissingInputError", "'bind_dn'"), (#"{"base": null}"#, "MissingInputError", "'base'"),
        (#"{"filter_values": [[]]}"#, "InvalidInputError", "filter_values[1] must be"),
        (#"{"scope": "all"}"#, "InvalidInputError", "scope must be one of"),
        (#"{"host": "ldap://h"}"#, "InvalidInputError", "host must be"),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) async throws {
        let error = await failure(try #require(try (JSONParser.parse(more) as JSONValue).object))
        #expect(error.type == type && error.message.contains(text), "\(error)")
    }

    @Test func certificatesThatAreNotRight() async throws {
        for (tls, port) in [("tls", service["tls_port"]), ("starttls", service["port"])] {
            let place: JSONObject = ["tls": .string(tls), "port": .integer(Int64(port) ?? 0)]
            var order = place
            order["ca_certificate"] = .null
            let unknown = await failure(order)
            #expect(unknown.type == "ConnectionFailedError")
            #expect(unknown.message.contains("no secure connection"), "\(unknown)")
            let elsewhere = LDAPConnector(egress: .unrestricted, resolver: .here)
            order = place
            order["host"] = "elsewhere.test"
            let name = await elsewhere.failure(of: inputs(order))
            #expect(name.message.contains("no secure connection"), "\(name)")
            order["verify_tls"] = false
            #expect(names(try await elsewhere.output(of: inputs(order))).count == 3)
        }
    }

    @Test func clientCertificates() async throws {
        let shown = try await output([
            "client_certificate": .string(TestService.file("server.pem")),
            "client_key": .string(TestService.file("server.key")),
        ])
        #expect(names(shown).count == 3)
        let other = try TestCertificates.shared.get()
        let mixed = await failure([
            "client_certificate": .string(TestService.file("server.pem")),
            "client_key": .string(try other.pem("client.key")),
        ])
        #expect(mixed.message.contains("does client_key belong to client_certificate?"), "\(mixed)")
    }

    @Test func nobodyListens() async {
        let error = await failure(["port": 1])
        #expect(
            error.message == "LDAP 127.0.0.1:1 'ou=people,dc=example,dc=com': could not connect: connection refused")
        let refused = await LDAPConnector(egress: .publicOnly).failure(of: inputs([:]))
        #expect(refused.type == "PermissionDenied", "\(refused)")
    }

    @Test(arguments: ["none", "starttls", "tls"]) func nobodyAnswers(_ tls: String) async {
        let listener = SilentListener()
        let place: JSONObject = ["port": .integer(Int64(listener.port)), "tls": .string(tls)]
        var order = place
        order["connect_timeout_sec"] = 0.2
        let late = await failure(order)
        #expect(late.type == "TimeoutExceededError")
        #expect(late.message.contains("not reached within 0.2 s (connect_timeout_sec)"), "\(late)")
        order = place
        order["timeout_sec"] = 0.2
        let over = await failure(order)
        #expect(over.type == "TimeoutExceededError" && over.message.contains("not done within 0.2 s"), "\(over)")
        let (ldap, inputs) = (ldap, inputs(place))
        let task = Task { await ldap.failure(of: inputs) }
        try? await Task.sleep(for: .milliseconds(50))
        task.cancel()
        #expect(await task.value.message.contains("cancelled"))
    }

    @Test(
        arguments: [
            ([0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF], "max_response_bytes"),
            ([0x30, 0x05, 0x02], "closed the connection"),
            (Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), "closed the connection"), ([], "closed the connection"),
        ] as [([UInt8], String)])
    func servers(_ answer: [UInt8], _ text: String) async throws {
        let server = try await RawTestServer(answer)
        let error = await failure([
            "port": .integer(Int64(server.port)), "tls": "none", "bind_dn": .null, "password": .null,
        ])
        #expect(error.type == "ConnectionFailedError" && error.message.contains(text), "\(error)")
    }
}
