import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// REST against nginx, with the certificates of the test CA.
@Suite(.enabled(if: TestService.isThere("nginx")), .timeLimit(.minutes(10))) struct RESTServiceTests {
    private let rest = RESTConnector()
    private let nginx = TestService("nginx")

    private func url(_ path: String, _ port: String = "port") -> JSONValue {
        .string("\(port == "port" ? "http" : "https")://127.0.0.1:\(nginx?[port] ?? "")\(path)")
    }

    private func file(_ fact: String) throws -> JSONValue {
        .string(try String(contentsOfFile: nginx?[fact] ?? "", encoding: .utf8))
    }

    private var authority: JSONValue { .string(TestService.certificateAuthority) }

    @Test func inTheClear() async throws {
        let output = try await rest.call(["url": url("/hello.txt")])
        #expect(output["text"] == "hello from nginx\n" && output["status_code"] == 200)
        let packed = try await rest.call(["url": url("/plain.txt")])
        #expect(packed["text"]?.text?.utf8.count == 300_000)
        #expect(packed["headers"]?.object?["content-encoding"] == "gzip")
        let missing = try await rest.fault(["url": url("/none")])
        #expect(missing.message.contains("HttpError 404 Not Found"), "\(missing)")
    }

    @Test func overTLS() async throws {
        let output = try await rest.call(["url": url("/hello.txt", "tls_port"), "ca_certificate": authority])
        #expect(output["text"] == "hello from nginx\n")
        let error = try await rest.fault(["url": url("/hello.txt", "tls_port")])
        #expect(error.message.contains("is not trusted; see ca_certificate"), "\(error)")
        let plain = try await rest.fault(["url": .string("http://127.0.0.1:\(nginx?["tls_port"] ?? "")/")])
        #expect(plain.message.contains("HttpError 400"), "\(plain)")
    }

    @Test func withACertificateOfTheClient() async throws {
        let given: JSONObject = ["url": url("/hello.txt", "client_port"), "ca_certificate": authority]
        var more = given
        more["client_certificate"] = try file("client_certificate")
        more["client_key"] = try file("client_key")
        let output = try await rest.call(.object(more))
        #expect(output["text"] == "hello from nginx\n")
        #expect(output["headers"]?.object?["x-client"] == "CN=localhost")
        let error = try await rest.fault(.object(given))
        #expect(error.message.contains("HttpError 400"), "\(error)")
    }

    @Test func aBodyIsNotSentElsewhere() async throws {
        let error = try await rest.fault(["url": url("/away"), "method": "POST", "body": "s3cret"])
        #expect(error.message.contains("which is not sent the body"), "\(error)")
        #expect(!error.message.contains("s3cret"), "\(error)")
    }

    @Test func aBombIsRefused() async throws {
        let error = try await rest.fault(["url": url("/bomb")])
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("more than 10485760 bytes (max_response_bytes)"), "\(error)")
        let small = try await rest.fault(["url": url("/bomb"), "max_response_bytes": 1000])
        #expect(small.message.contains("more than 1000 bytes (max_response_bytes)"), "\(small)")
        let whole = try await rest.call(["url": url("/bomb"), "max_response_bytes": 30_000_000])
        #expect(whole["text"]?.text?.utf8.count == 30_000_000)
    }

    @Test func tenGigabytesAreRefused() async throws {
        let folder = try TemporaryFolder()
        let rest = RESTConnector(files: folder.file("files"))
        let error = try await rest.fault(["url": url("/large.bin")])
        #expect(error.message.contains("more than 10485760 bytes (max_response_bytes)"), "\(error)")
        let file = try await rest.fault(["url": url("/large.bin"), "save_to": "x", "max_file_bytes": 5_000_000])
        #expect(file.message.contains("more than 5000000 bytes (max_file_bytes)"), "\(file)")
        let part = try await rest.call([
            "url": url("/large.bin"), "save_to": "x", "headers": ["Range": "bytes=0-9999999"],
        ])
        #expect(part["file"]?.object?["bytes"] == 10_000_000 && part["status_code"] == 206)
    }
}

/// REST through a proxy, which reaches nginx for it.
@Suite(
    .enabled(if: TestService.isThere("nginx") && TestService.isThere("proxy")), .timeLimit(.minutes(10))
) struct RESTProxyTests {
    private let rest = RESTConnector()
    private let nginx = TestService("nginx")
    private let proxy = TestService("proxy")

    private func inputs(_ url: String, password: String? = nil, _ more: JSONObject = [:]) -> JSONValue {
        var inputs = more
        inputs["url"] = .string(url)
        inputs["proxy"] = [
            "host": "127.0.0.1", "port": .integer(Int64(proxy?.port ?? 0)), "username": .string(proxy?["user"] ?? ""),
            "password": .string(password ?? proxy?["password"] ?? ""),
        ]
        return .object(inputs)
    }

    private func log() -> String { (try? String(contentsOfFile: proxy?["log"] ?? "", encoding: .utf8)) ?? "" }

    @Test func reachesTheHost() async throws {
        let plain = "127.0.0.1:\(nginx?["port"] ?? "")"
        #expect(try await rest.call(inputs("http://\(plain)/hello.txt"))["text"] == "hello from nginx\n")
        let secure = "localhost:\(nginx?["tls_port"] ?? "")"
        let authority = JSONValue.string(TestService.certificateAuthority)
        let output = try await rest.call(inputs("https://\(secure)/hello.txt", ["ca_certificate": authority]))
        #expect(output["text"] == "hello from nginx\n")
        #expect(log().contains("CONNECT \(plain)") && log().contains("CONNECT \(secure)"), "\(log())")
    }

    @Test func wrongPassword() async throws {
        let error = try await rest.fault(inputs("http://127.0.0.1:1/", password: "wr0ng"))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.hasPrefix("REST GET http://127.0.0.1:1/: the proxy"), "\(error)")
        #expect(!error.message.contains("wr0ng"), "\(error)")
    }

    @Test func nobodyListensBehindIt() async throws {
        let error = try await rest.fault(inputs("http://127.0.0.1:1/"))
        #expect(error.type == "ConnectionFailedError")
        #expect(error.message.contains("the proxy does not connect to the host"), "\(error)")
    }

    @Test func noProxyThere() async throws {
        let error = try await rest.fault(["url": "http://127.0.0.1:1/", "proxy": ["host": "127.0.0.1", "port": 1]])
        #expect(error.message.contains("connection refused"), "\(error)")
    }

    /// The policy holds for the proxy and for what is behind it, whose name the proxy is not asked to look up.
    @Test func thePolicyHoldsBehindIt() async throws {
        let resolver = HostResolver { host in
            let text =
                switch host {
                case "inside.test": "10.0.0.1"
                case "127.0.0.1", "service.test", "proxy.test": "127.0.0.1"
                default: "192.168.0.1"
                }
            return [NetworkAddress(text)].compactMap { $0 }
        }
        let exception = try #require(AddressRange("127.0.0.1"))
        let policy = EgressPolicy(refusesPrivateAddresses: true, exceptions: [exception])
        let rest = RESTConnector(egress: policy, resolver: resolver)
        let port = nginx?["port"] ?? ""
        #expect(try await rest.call(inputs("http://service.test:\(port)/hello.txt"))["text"] == "hello from nginx\n")
        #expect(log().contains("CONNECT 127.0.0.1:\(port)") && !log().contains("service.test"), "\(log())")
        #expect(try await rest.fault(inputs("http://inside.test/")).type == "PermissionDenied")
        let elsewhere = try await rest.fault([
            "url": .string("http://service.test:\(port)/"), "proxy": ["host": "other.test", "port": 80],
        ])
        #expect(elsewhere.type == "PermissionDenied" && elsewhere.message.contains("the proxy other.test"))
        let named = RESTConnector(egress: EgressPolicy(allowedHosts: ["service.test"]), resolver: resolver)
        #expect(try await named.fault(inputs("http://service.test:\(port)/")).type == "PermissionDenied")
    }
}
