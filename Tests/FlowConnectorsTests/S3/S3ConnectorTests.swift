import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// S3 against a store that checks signatures by itself.
@Suite(.enabled(if: TestService.isThere("s3")), .timeLimit(.minutes(10))) struct S3ConnectorTests {
    private let store = TestService("s3")
    private let folder: TemporaryFolder
    private let s3: S3Connector
    private let bucket = "b-\(UUID().uuidString.lowercased())"

    init() throws {
        folder = try TemporaryFolder()
        s3 = S3Connector(files: folder.file("files"))
    }

    private func inputs(_ operation: String, _ key: String?, _ more: JSONObject = [:]) -> JSONObject {
        var inputs: JSONObject = [
            "operation": .string(operation), "bucket": .string(bucket), "region": .string(store?["region"] ?? ""),
            "endpoint": .string("http://127.0.0.1:\(store?["port"] ?? "")"),
            "access_key": .string(store?["access_key"] ?? ""), "secret_key": .string(store?["secret_key"] ?? ""),
        ]
        inputs["key"] = key.map { .string($0) }
        inputs.merge(more)
        return inputs
    }

    @Test(arguments: ["plain.txt", "a b/ü +%&=?#/'()!*~.txt", "//slashes//", "日本語", "a=b&c", "\u{1}\n"])
    func whatIsPutIsGot(_ key: String) async throws {
        let put = try await s3.output(
            inputs("put", key, ["content": "hello ü", "metadata": ["Made-By": "ü 100%", "n": 7]]))
        #expect(put["key"] == .string(key) && put["bytes"] == 8 && put["etag"] != nil)
        let got = try await s3.output(inputs("get", key))
        #expect(got["text"] == "hello ü" && got["bytes"] == 8 && got["etag"] == put["etag"])
        #expect(got["content_type"] == "text/plain; charset=utf-8")
        #expect(got["metadata"] == ["made-by": "ü 100%", "n": "7"])
        let head = try await s3.output(inputs("head", key))
        #expect(head["exists"] == true && head["bytes"] == 8 && head["text"] == nil)
        #expect(head["last_modified"] == "Wed, 01 May 2024 10:00:00 GMT")
        let list = try await s3.output(inputs("list", nil))
        #expect(list["entries"]?.items?.first?.object?["key"] == .string(key) && list["is_complete"] == true)
        #expect(try await s3.output(inputs("delete", key)) == ["key": .string(key)])
        #expect(try await s3.output(inputs("head", key)) == ["key": .string(key), "exists": false])
        #expect(try await s3.output(inputs("delete", key)) == ["key": .string(key)])
    }

    @Test func otherContents() async throws {
        _ = try await s3.output(inputs("put", "j", ["json": ["a": [1, 2.5]]]))
        #expect(try await s3.output(inputs("get", "j"))["json"] == ["a": [1, 2.5]])
        _ = try await s3.output(inputs("put", "b", ["content_base64": "AP8="]))
        #expect(try await s3.output(inputs("get", "b"))["content_base64"] == "AP8=")
        _ = try await s3.output(inputs("put", "e", ["content": "", "content_type": "text/csv"]))
        let empty = try await s3.output(inputs("get", "e"))
        #expect(empty["text"] == "" && empty["bytes"] == 0 && empty["content_type"] == "text/csv")
    }

    @Test func filesGoAndCome() async throws {
        let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try FileManager.default.createDirectory(atPath: folder.file("files"), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: folder.file("files/up.bin")))
        let put = try await s3.output(inputs("put", "large", ["body_file": "up.bin"]))
        #expect(put["etag"] != nil)
        let got = try await s3.output(inputs("get", "large", ["save_to": "down/x.bin", "max_response_bytes": 1]))
        #expect(got["file"]?.object?["path"] == "down/x.bin" && got["bytes"] == 2_500_000)
        #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file("files/down/x.bin")))) == bytes)
        let missing = await s3.error(inputs("put", "large", ["body_file": "none.bin"]))
        #expect(missing.type == "ResourceNotFoundError" && missing.message.contains("body_file 'none.bin'"))
        let limited = await s3.error(inputs("get", "large", ["max_response_bytes": 1000]))
        #expect(limited.message.contains("more than 1000 bytes (max_response_bytes)"), "\(limited)")
    }

    @Test func listsGoOn() async throws {
        for key in ["a/1", "a/2", "b/1", "c", "page/1", "page/2", "page/3", "page/4", "page/5"] {
            _ = try await s3.output(inputs("put", key, ["content": "x"]))
        }
        let folders = try await s3.output(inputs("list", nil, ["delimiter": "/"]))
        #expect(folders["folders"] == ["a/", "b/", "page/"])
        #expect(folders["entries"]?.items?.compactMap { $0.object?["key"] } == ["c"])
        // The store gives three at a time here.
        let all = try await s3.output(inputs("list", nil, ["prefix": "page/"]))
        #expect(all["entries"]?.items?.count == 5 && all["is_complete"] == true && all["continuation"] == nil)
        let first = try await s3.output(inputs("list", nil, ["prefix": "page/", "max_entries": 2]))
        #expect(first["entries"]?.items?.count == 2 && first["is_complete"] == false)
        let rest = try await s3.output(
            inputs("list", nil, ["prefix": "page/", "continuation": first["continuation"] ?? .null]))
        #expect(rest["entries"]?.items?.compactMap { $0.object?["key"] } == ["page/3", "page/4", "page/5"])
        #expect(try await s3.output(inputs("list", nil, ["prefix": "none"])) == ["entries": [], "is_complete": true])
    }

    @Test func copies() async throws {
        _ = try await s3.output(inputs("put", "from ü", ["content": "x"]))
        let copy = try await s3.output(inputs("copy", "to", ["source_key": "from ü"]))
        #expect(copy["etag"] == "9dd4e461268c8034f5c8564e155c67a6")
        #expect(try await s3.output(inputs("get", "to"))["text"] == "x")
        let missing = await s3.error(inputs("copy", "to", ["source_key": "none"]))
        #expect(missing.type == "ResourceNotFoundError", "\(missing)")
        // A failure with the status of a success.
        let failed = await s3.error(inputs("copy", "to", ["source_key": "slow"]))
        #expect(failed.type == "ConnectionFailedError" && failed.details?.object?["code"] == "InternalError")
    }

    @Test func onceWithoutOverwrite() async throws {
        let put = inputs("put", "once", ["content": "x", "overwrite": false])
        let first = try await s3.output(put, key: "k1")
        // Performed again after a crash it finds its own.
        #expect(try await s3.output(put, key: "k1") == first)
        let error = await s3.error(put, key: "k2")
        #expect(
            error.type == "ConnectionFailedError" && error.message.contains("there is an object already"), "\(error)")
        #expect(error.details?.object?["code"] == "PreconditionFailed")
        #expect(try await s3.output(inputs("get", "once"))["metadata"] == [:])
    }

    @Test func addressesThatAnybodyCanUse() async throws {
        _ = try await s3.output(inputs("put", "shared ü", ["content": "for all"]))
        let output = try await s3.output(inputs("presign", "shared ü", ["expires_sec": 600]))
        let url = try #require(output["url"])
        #expect(try await RESTConnector().call(["url": url])["text"] == "for all")
        let put = try await s3.output(inputs("presign", "new", ["method": "PUT"]))
        _ = try await RESTConnector().call(["url": put["url"] ?? .null, "method": "PUT", "body": "by others"])
        #expect(try await s3.output(inputs("get", "new"))["text"] == "by others")
        #expect(try await RESTConnector().fault(["url": url, "method": "DELETE"]).message.contains("403"))
    }

    @Test func bucketsInTheHost() async throws {
        let resolver = HostResolver { _ in [NetworkAddress("127.0.0.1")].compactMap { $0 } }
        let exception = try #require(AddressRange("127.0.0.1"))
        let policy = EgressPolicy(refusesPrivateAddresses: true, exceptions: [exception])
        let s3 = S3Connector(WebClient(egress: policy, files: nil, resolver: resolver))
        let more: JSONObject = [
            "endpoint": .string("http://store.test:\(store?["port"] ?? "")"), "path_style": false, "content": "x",
        ]
        _ = try await s3.output(inputs("put", "deep/key", more))
        // The same object by the other style.
        #expect(try await self.s3.output(inputs("get", "deep/key"))["text"] == "x")
        let refused = S3Connector(egress: .publicOnly)
        #expect(await refused.error(inputs("get", "x")).type == "PermissionDenied")
    }

    @Test func withASessionToken() async throws {
        _ = try await s3.output(inputs("put", "t", ["content": "x", "session_token": "session-token"]))
        let error = await s3.error(inputs("get", "t", ["session_token": "an0ther"]))
        #expect(error.details?.object?["code"] == "InvalidToken" && !error.message.contains("an0ther"), "\(error)")
    }

    @Test func failures() async throws {
        let missing = await s3.error(inputs("get", "none"))
        #expect(missing.type == "ResourceNotFoundError")
        #expect(
            missing.message == "S3 GET http://127.0.0.1:\(store?["port"] ?? "")/\(bucket)/none: NoSuchBucket: "
                + "The specified bucket does not exist")
        let wrong = await s3.error(inputs("get", "x", ["secret_key": "wr0ng-secret"]))
        #expect(wrong.type == "ConnectionFailedError")
        #expect(wrong.details == ["code": "SignatureDoesNotMatch", "status_code": 403])
        #expect(!wrong.message.contains("wr0ng"), "\(wrong)")
        let unknown = await s3.error(inputs("get", "x", ["access_key": "nobody"]))
        #expect(unknown.details?.object?["code"] == "InvalidAccessKeyId")
        let region = await s3.error(inputs("get", "x", ["region": "elsewhere"]))
        #expect(region.details?.object?["code"] == "AuthorizationHeaderMalformed")
        let nobody = await s3.error(inputs("get", "x", ["endpoint": "http://127.0.0.1:1"]))
        #expect(nobody.message.contains("connection refused"), "\(nobody)")
    }
}

/// S3 against stores that are broken.
@Suite(.timeLimit(.minutes(10))) struct S3FailureTests {
    private let s3 = S3Connector()

    private func inputs(_ operation: String, _ server: HTTPTestServer, _ more: JSONObject = [:]) -> JSONObject {
        var inputs: JSONObject = [
            "operation": .string(operation), "bucket": "bucket", "endpoint": .string(server.url), "access_key": "a",
            "secret_key": "s3cret",
        ]
        if operation != "list" { inputs["key"] = "k" }
        inputs.merge(more)
        return inputs
    }

    @Test func cutOverTimeAndRedirected() async throws {
        let server = try await HTTPTestServer { request in
            switch request.method {
            case "GET": [.head(200, [("content-length", "10")]), .body([1]), .close]
            case "PUT": [.hang]
            default: HTTPTestServer.reply(307, [("location", "http://127.0.0.1:1/")])
            }
        }
        #expect(await s3.error(inputs("get", server)).message.contains("before its response was complete"))
        let late = await s3.error(inputs("put", server, ["content": "x", "timeout_sec": 0.2]))
        #expect(late.type == "TimeoutExceededError" && late.message.hasPrefix("S3 PUT http://"), "\(late)")
        #expect(await s3.error(inputs("delete", server)).message.contains("HttpError 307"))
    }

    @Test(arguments: [
        ("<html><body>proxy</body></html>", "is no list of objects"), ("{}", "does not begin with an element"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "a document type"),
        (
            "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>same</NextContinuationToken></ListBucketResult>",
            "the list goes on where it was"
        ),
    ])
    func listsThatAreNone(_ text: String, _ reason: String) async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text(text) }
        let error = await s3.error(inputs("list", server))
        #expect(error.type == "ConnectionFailedError" && error.message.contains(reason), "\(error)")
    }

    @Test func triesAgain() async throws {
        let server = try await HTTPTestServer { request in
            HTTPTestServer.text("<Error><Code>SlowDown</Code><Message>s3cret</Message></Error>", status: 503)
        }
        let error = await s3.error(inputs("get", server, ["retries": ["max": 2, "delay_sec": 0]]))
        #expect(error.details == ["code": "SlowDown", "status_code": 503])
        #expect(error.message.hasSuffix("SlowDown: ***"), "\(error)")
        #expect(server.requests.count == 3)
    }
}
