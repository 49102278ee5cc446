import FlowModel
import Foundation
import Synchronization
import Testing

@testable import FlowConnectors

/// Bodies that come from files and go to files.
@Suite(.timeLimit(.minutes(10))) struct RESTFileTests {
    private let folder: TemporaryFolder
    private let rest: RESTConnector

    init() throws {
        folder = try TemporaryFolder()
        rest = RESTConnector(files: folder.file("files"))
    }

    /// The files that there are, those on their way among them.
    private func names(_ path: String = "files") -> [String] { (try? folder.names(path)) ?? [] }

    @Test func aBodyIsSaved() async throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 3) }
        let server = try await HTTPTestServer { request in
            HTTPTestServer.reply(200, [("content-type", "application/json")], request.path == "/empty" ? [] : bytes)
        }
        let output = try await rest.call(
            server.inputs("/", ["save_to": "downloads/x.bin", "max_response_bytes": 10, "max_file_bytes": 3_000_000]))
        #expect(
            output["file"] == [
                "path": "downloads/x.bin", "bytes": 3_000_000,
                "sha256": "dd857474c5549602a1c8eeeb53573f1386a6c113b6ac3b59944c4d8703bb5da5",
            ])
        #expect(output["json"] == nil && output["text"] == nil && output["status_code"] == 200)
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("files/downloads/x.bin")))
        #expect([UInt8](data) == bytes)
        let empty = try await rest.call(server.inputs("/empty", ["save_to": "downloads/x.bin"]))
        #expect(
            empty["file"] == [
                "path": "downloads/x.bin", "bytes": 0,
                "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ])
        #expect(names("files/downloads") == ["x.bin"])
        #expect(try folder.text("files/downloads/x.bin") == "")
    }

    @Test func aFileIsSavedAsItWasSent() async throws {
        let packed = try #require(Data(base64Encoded: "H4sIAAAAAAACA6tWKkhMzk5NUbJSKCkqTa0FALnQu3MQAAAA"))
        let server = try await HTTPTestServer { _ in
            HTTPTestServer.reply(200, [("content-encoding", "gzip")], [UInt8](packed))
        }
        let output = try await rest.call(server.inputs("/", ["save_to": "x.gz"]))
        #expect(output["file"]?.object?["sha256"] == "3b113f5365a41857cecec8e66c687c854a448cab1ca993dd2017f385db27cd97")
        #expect(output["headers"]?.object?["content-encoding"] == "gzip")
        #expect(server.requests.first?.header("accept-encoding") == "identity")
    }

    @Test(arguments: [
        (
            [HTTPTestServer.Step.head(200, [("content-length", "100")]), .body([1, 2, 3]), .close],
            "before its response"
        ),
        ([.head(200, []), .body([UInt8](repeating: 1, count: 5000)), .drip], "more than 4000 bytes (max_file_bytes)"),
        ([.head(200, [("content-length", "5000")]), .hang], "more than 4000 bytes (max_file_bytes)"),
        ([.head(200, []), .drip], "not done within 0.5 s (timeout_sec)"),
        (HTTPTestServer.text("gone", status: 410), "HttpError 410 Gone"),
    ])
    func aFileIsWholeOrAsItWas(_ steps: [HTTPTestServer.Step], _ text: String) async throws {
        let server = try await HTTPTestServer { request in
            request.path == "/first" ? HTTPTestServer.text("first") : steps
        }
        let output = try await rest.call(server.inputs("/first", ["save_to": "x"]))
        #expect(output["file"]?.object?["bytes"] == 5)
        let waits = text.contains("timeout_sec")
        let error = try await rest.fault(
            server.inputs("/", ["save_to": "x", "max_file_bytes": 4000, "timeout_sec": waits ? 0.5 : 600]))
        #expect(error.message.contains(text), "\(error)")
        #expect(try folder.text("files/x") == "first")
        #expect(names() == ["x"])
    }

    @Test func cancellingRemovesWhatHasArrived() async throws {
        let (started, signal) = AsyncStream<Void>.makeStream()
        let server = try await HTTPTestServer { _ in
            signal.yield()
            return [.head(200, []), .body([UInt8](repeating: 1, count: 3 << 20)), .drip]
        }
        let rest = rest
        let task = Task { try await rest.fault(server.inputs("/", ["save_to": "x", "timeout_sec": 600])) }
        for await _ in started { break }
        task.cancel()
        #expect(try await task.value.message.contains("cancelled"))
        await server.untilClosed(1)
        #expect(names().isEmpty)
    }

    @Test func aTryThatFailedLeavesNothing() async throws {
        let count = Mutex(0)
        let server = try await HTTPTestServer { _ in
            let isFirst = count.withLock {
                $0 += 1
                return $0 == 1
            }
            return isFirst
                ? [.head(200, [("content-length", "9")]), .body(Array("other".utf8)), .close]
                : HTTPTestServer.text("whole")
        }
        _ = try await rest.call(
            server.inputs("/", ["save_to": "x", "retries": ["max": 1, "delay_sec": 0]]))
        #expect(try folder.text("files/x") == "whole")
        #expect(names() == ["x"])
    }

    @Test func placesThatAreRefused() async throws {
        let server = try await HTTPTestServer { _ in HTTPTestServer.text("x") }
        try FileManager.default.createDirectory(
            atPath: folder.file("files/folder"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("files/out"), withDestinationPath: folder.path)
        for (path, type, text) in [
            ("folder", "ConnectionFailedError", "it is a folder"),
            ("out/x", "PermissionDenied", "a symbolic link is on the way"),
        ] {
            let error = try await rest.fault(server.inputs("/", ["save_to": .string(path)]))
            #expect(error.type == type && error.message.contains("save_to '\(path)': \(text)"), "\(error)")
            let upload = try await rest.fault(server.inputs("/", ["body_file": .string(path), "method": "PUT"]))
            #expect(upload.type == type && upload.message.contains("body_file '\(path)': \(text)"), "\(upload)")
        }
        let missing = try await rest.fault(server.inputs("/", ["body_file": "none", "method": "PUT"]))
        #expect(missing.type == "ResourceNotFoundError", "\(missing)")
        for input in ["save_to", "body_file"] {
            let error = try await RESTConnector().fault(server.inputs("/", [input: "x"]))
            #expect(error.type == "PermissionDenied" && error.message.contains("none is granted here"), "\(error)")
        }
        #expect(names() == ["folder", "out"])
    }

    @Test func aFileIsSent() async throws {
        let server = try await HTTPTestServer { request in
            request.path == "/busy" && request.header("x-second") == nil
                ? HTTPTestServer.reply(307, [("location", "/there")]) : HTTPTestServer.text("got it")
        }
        let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 3) }
        try FileManager.default.createDirectory(atPath: folder.file("files"), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: folder.file("files/x.csv")))
        try folder.write("", to: "files/empty")
        _ = try await rest.call(
            server.inputs("/busy", ["method": "PUT", "body_file": "x.csv", "headers": ["Content-Type": "text/csv"]]))
        _ = try await rest.call(server.inputs("/", ["method": "POST", "body_file": "empty"]))
        #expect(server.requests.map(\.path) == ["/busy", "/there", "/"])
        #expect(server.requests.map(\.body) == [bytes, bytes, []])
        #expect(
            server.requests.map { $0.header("content-type") } == ["text/csv", "text/csv", "application/octet-stream"])
        #expect(server.requests.map { $0.header("content-length") } == ["700000", "700000", "0"])
    }
}
