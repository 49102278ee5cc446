import CCurl
import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// What the connectors on libcurl make of servers that fail, and of what they may not reach.
@Suite(.timeLimit(.minutes(10))) struct CurlFailureTests {
    @Test(arguments: CurlCase.all()) func nobodyListens(_ one: CurlCase) async {
        let error = await one.connector.error(one.at(port: 1))
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(error.message.hasPrefix("\(one.connector.interface.type) u@127.0.0.1:1:"), "\(error.message)")
        #expect(error.message.hasSuffix("could not connect: connection refused"), "\(error.message)")
    }

    @Test(arguments: CurlCase.all()) func nobodyKnowsTheHost(_ one: CurlCase) async {
        let error = await one.connector.error(one.at(host: "no-such-host.invalid", port: 1, ["timeout_sec": 300]))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("the host 'no-such-host.invalid' is not known"), "\(error.message)")
    }

    @Test(arguments: CurlCase.all()) func notReachedInTime(_ one: CurlCase) async throws {
        let listener = try FullListener()
        let error = await one.connector.error(one.at(port: listener.port, ["connect_timeout_sec": 0.2]))
        #expect(error.type == "TimeoutExceededError")
        #expect(error.message.hasSuffix("not reached within 0.2 s (connect_timeout_sec)"), "\(error.message)")
    }

    @Test(arguments: CurlCase.all()) func aServerThatSaysNothing(_ one: CurlCase) async throws {
        let server = try await LineTestServer([])
        let error = await one.connector.error(
            one.at(port: server.port, ["timeout_sec": 0.3, "connect_timeout_sec": 60]))
        #expect(error.type == "TimeoutExceededError", "\(error)")
        #expect(error.message.hasSuffix("not done within 0.3 s (timeout_sec)"), "\(error.message)")
        // A slow machine may not even have connected in that time.
        withExtendedLifetime(server) {}
    }

    @Test(arguments: CurlCase.all()) func aServerThatDripsForEver(_ one: CurlCase) async throws {
        let line = [
            "SMTP": "220-x\r\n", "IMAP": "* OK x\r\n", "FTP": "220-x\r\n", "SFTP": "x\r\n",
            "WEBDAV": "HTTP/1.1 100 x\r\n\r\n",
        ]
        let server = try await LineTestServer([.drip(line[one.connector.interface.type] ?? "")])
        let error = await one.connector.error(
            one.at(port: server.port, ["timeout_sec": 0.3, "connect_timeout_sec": 60]))
        #expect(["TimeoutExceededError", "ConnectionFailedError"].contains(error.type), "\(error)")
        // A slow machine may not even have connected in that time.
        withExtendedLifetime(server) {}
    }

    @Test(arguments: CurlCase.all()) func aServerThatClosesAtOnce(_ one: CurlCase) async throws {
        let server = try await LineTestServer([.close])
        let error = await one.connector.error(one.at(port: server.port))
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(!error.message.contains("s3cret"))
        #expect(!error.message.contains("refused"), "\(error.message)")
        await server.untilConnected()
    }

    @Test(arguments: CurlCase.all()) func aServerThatSpeaksSomethingElse(_ one: CurlCase) async throws {
        let server = try await LineTestServer([.send("+OK POP3 is here\r\n"), .close])
        let error = await one.connector.error(one.at(port: server.port))
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(error.message.utf8.count < 500, "\(error.message)")
        #expect(!error.message.contains("connection refused"), "\(error.message)")
        await server.untilConnected()
    }

    @Test(arguments: CurlCase.all()) func cancelled(_ one: CurlCase) async throws {
        let server = try await LineTestServer([])
        let task = Task {
            await one.connector.error(one.at(port: server.port, ["connect_timeout_sec": 600, "timeout_sec": 600]))
        }
        await server.untilConnected()
        task.cancel()
        let error = await task.value
        #expect(error.message.hasSuffix("cancelled"), "\(error.message)")
        await server.untilClosed()
    }

    // MARK: What may be reached

    @Test(arguments: CurlCase.all(egress: .publicOnly)) func privateAddresses(_ one: CurlCase) async throws {
        let server = try await LineTestServer([])
        for host in ["127.0.0.1", "localhost"] {
            let error = await one.connector.error(one.at(host: host, port: server.port))
            #expect(error.type == "PermissionDenied", "\(error)")
        }
        #expect(server.lines.isEmpty)
    }

    @Test(arguments: CurlCase.all(egress: EgressPolicy(allowedHosts: ["files.example.com"])))
    func otherHosts(_ one: CurlCase) async throws {
        let error = await one.connector.error(one.at(port: 1))
        #expect(error.type == "PermissionDenied", "\(error)")
    }

    @Test(
        arguments: CurlCase.all(
            egress: EgressPolicy(
                refusesPrivateAddresses: true, exceptions: [AddressRange("127.0.0.1/32")].compactMap { $0 }),
            resolver: HostResolver { _ in [NetworkAddress("10.1.2.3"), NetworkAddress("127.0.0.1")].compactMap { $0 } })
    )
    func theAddressThatWasChecked(_ one: CurlCase) async throws {
        let server = try await LineTestServer([.close])
        let error = await one.connector.error(one.at(host: "server.test", port: server.port))
        #expect(error.type == "ConnectionFailedError", "\(error)")
        await server.untilConnected()
    }

    @Test(arguments: CurlCase.all()) func theHostThatSecretsGoTo(_ one: CurlCase) {
        #expect(one.connector.host(of: one.at(host: "Files.Example.COM", port: 22)) == "files.example.com")
        #expect(one.connector.host(of: [:]) == nil)
    }

    // MARK: Inputs

    @Test(arguments: [
        (#"{"host": "a b"}"#, "InvalidInputError", "host must be a name"),
        (#"{"host": "a/b"}"#, "InvalidInputError", "host must be a name"),
        (#"{"host": ""}"#, "InvalidInputError", "host must be a name"),
        (#"{"password": "x"}"#, "MissingInputError", "'username'"),
        (#"{"username": "a\r\nQUIT", "password": "s3cret"}"#, "InvalidInputError", "username has a line break"),
        (#"{"username": "a", "password": "s3cret\n"}"#, "InvalidInputError", "password has a line break"),
        (#"{"ca_certificate": "s3cret"}"#, "InvalidInputError", "ca_certificate must be certificates"),
        (#"{"client_key": "s3cret"}"#, "MissingInputError", "'client_certificate'"),
        (#"{"port": 0}"#, "InvalidInputError", "port must be integer"),
        (#"{"tls": "ssl"}"#, "InvalidInputError", "tls must be one of none, starttls, tls"),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) async throws {
        let inputs: JSONObject = ["host": "localhost", "operation": "list"]
        let given: JSONValue = try JSONParser.parse(more)
        let error = await FTPConnector().error(inputs.with(try #require(given.object)))
        #expect(error.type == type)
        #expect(error.message.hasPrefix("FTP: ") && error.message.contains(text), "\(error.message)")
        #expect(!error.message.contains("s3cret"))
    }

    @Test func sentencesOfLibcurl() throws {
        let endpoint = try CurlEndpoint(
            ["host": "h", "username": "u", "password": "s3cret", "tls": "tls"], FTPConnector.kind)
        func text(_ code: CURLcode, _ detail: String = "", answer: String? = nil) -> String {
            var reply = CurlReply()
            if let answer { reply.lines = [CurlReply.Line(isSent: false, text: answer)] }
            return CurlFault(reason: .code(code), reply: reply, text: detail).error(endpoint, "get 'a'").message
        }
        #expect(
            text(CURLE_LOGIN_DENIED, answer: "530 no s3cret")
                == "FTP u@h:990: get 'a': the other side does not let the user in: wrong username or password; it answered: 530 no ***"
        )
        #expect(text(CURLE_REMOTE_FILE_NOT_FOUND) == "FTP u@h:990: get 'a': there is no such file")
        #expect(
            text(
                CURLE_PEER_FAILED_VERIFICATION,
                "SSL: no alternative certificate subject name matches target host name 'h'"
            )
            .hasSuffix("no secure connection: the certificate of the other side is for another host"))
        #expect(
            text(CURLE_PEER_FAILED_VERIFICATION, "SSL certificate problem: unable to get local issuer certificate")
                .hasSuffix("is not trusted; see ca_certificate"))
        #expect(text(CURLE_USE_SSL_FAILED).contains("offers no STARTTLS"))
        #expect(text(CURLE_BAD_FUNCTION_ARGUMENT, "odd").hasSuffix("the connection failed: odd"))
    }
}
