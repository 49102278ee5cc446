import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

@Suite(.enabled(if: SSHTestServer.isThere), .timeLimit(.minutes(10))) struct SCPConnectorTests {
    private let scp: SCPConnector
    private let server: SSHTestServer
    private let folder: TemporaryFolder

    init() throws {
        server = try SSHTestServer()
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("there"), withIntermediateDirectories: true)
        scp = SCPConnector(root: folder.file("here"))
    }

    private func inputs(_ operation: String, _ path: String, _ more: JSONObject = [:]) throws -> JSONObject {
        var inputs = try server.inputs(more)
        inputs["operation"] = .string(operation)
        inputs["remote_path"] = .string(folder.file("there/\(path)"))
        return inputs
    }

    private func mode(_ name: String) throws -> Int? {
        let value = try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions]
        return (value as? NSNumber)?.intValue
    }

    // MARK: There and back

    @Test func contentThereAndBack() async throws {
        let output = try await scp.output(try inputs("upload", "a.txt", ["content": "grüße", "mode": "0640"]))
        #expect(output == ["remote_path": .string(folder.file("there/a.txt")), "bytes": 7])
        #expect(try folder.text("there/a.txt") == "grüße" && mode("there/a.txt") == 0o640)
        let back = try await scp.output(try inputs("download", "a.txt"))
        #expect(back["text"] == "grüße" && back["bytes"] == 7)
        _ = try await scp.output(try inputs("upload", "a.txt", ["content_base64": "AP/+"]))
        let bytes = try await scp.output(try inputs("download", "a.txt"))
        #expect(bytes["content_base64"] == "AP/+" && bytes["text"] == nil)
        _ = try await scp.output(try inputs("upload", "a.txt", ["content": ""]))
        #expect(try await scp.output(try inputs("download", "a.txt"))["text"] == "")
        // Nothing of what was on its way is left.
        #expect(try folder.names("there") == ["a.txt"])
    }

    @Test(arguments: [
        "a b", "-rf", "*", "[a-z]?", "quo\"te", "it's", "back\\slash", "\\\"", "$HOME", "`id`", "grüße 😀", "#", "~",
        "a;b|c",
        "trailing ", "{a,b}", "!x", "*\\*", "\\*",
    ])
    func anyPathStandsForItself(_ name: String) async throws {
        // Each of them would be taken for this one, or for it too, if it were a pattern.
        for other in ["x", "ab", "a"] { try folder.write("other", to: "there/\(other)") }
        _ = try await scp.output(try inputs("upload", name, ["content": .string(name)]))
        #expect(try folder.text("there/\(name)") == name)
        #expect(try await scp.output(try inputs("download", name))["text"] == .string(name))
        _ = try await scp.output(try inputs("download", name, ["local_path": "got/it"]))
        #expect(try folder.text("here/got/it") == name)
        #expect(try folder.names("there") == ["a", "ab", name, "x"].sorted())
    }

    @Test func filesOfThisSide() async throws {
        try FileManager.default.createDirectory(atPath: folder.file("here/a"), withIntermediateDirectories: true)
        let large = String(repeating: "0123456789", count: 300_000)
        try folder.write(large, to: "here/a/large.txt")
        let up = try await scp.output(try inputs("upload", "large", ["local_path": "a/large.txt"]))
        #expect(up["bytes"] == 3_000_000)
        #expect(try folder.text("there/large") == large)
        let down = try await scp.output(try inputs("download", "large", ["local_path": "b/c/got.txt"]))
        #expect(down["bytes"] == 3_000_000 && down["local_path"] == "b/c/got.txt" && down["text"] == nil)
        #expect(try folder.text("here/b/c/got.txt") == large)
        #expect(try folder.names("here/b/c") == ["got.txt"])
    }

    @Test func foldersOnTheWay() async throws {
        let error = await scp.error(try inputs("upload", "x/y/z.txt", ["content": "1"]))
        #expect(error.type == "ResourceNotFoundError", "\(error)")
        _ = try await scp.output(try inputs("upload", "x/y/z.txt", ["content": "1", "create_folders": true]))
        _ = try await scp.output(try inputs("upload", "x/y/z.txt", ["content": "2", "create_folders": true]))
        #expect(try folder.text("there/x/y/z.txt") == "2")
    }

    @Test func doneAgainItIsTheSame() async throws {
        let order = try inputs("upload", "a", ["content": "new"])
        // What the first try left when it was cut.
        try folder.write("ne", to: "there/.moonflow-k-1.tmp")
        try folder.write("old", to: "there/a")
        let first = try await scp.output(order, key: "k-1")
        #expect(try await scp.output(order, key: "k-1") == first)
        #expect(try folder.text("there/a") == "new" && folder.names("there") == ["a"])
    }

    // MARK: What goes wrong

    @Test func whatIsNotThereOrNoFile() async throws {
        let error = await scp.error(try inputs("download", "none"))
        #expect(error.type == "ResourceNotFoundError" && error.details == ["reason": "remote"], "\(error)")
        #expect(
            error.message.hasPrefix(
                "SCP download \(server.user)@127.0.0.1:\(server.port):\(folder.file("there/none")): "))
        try FileManager.default.createDirectory(atPath: folder.file("there/sub"), withIntermediateDirectories: true)
        #expect(await scp.error(try inputs("download", "sub")).type == "ConnectionFailedError")
        let taken = await scp.error(try inputs("upload", "sub", ["content": "x"]))
        #expect(taken.type == "ConnectionFailedError" && taken.details == ["reason": "remote"], "\(taken)")
        // The upload took its file away again.
        #expect(try folder.names("there") == ["sub"])
        let local = await scp.error(try inputs("upload", "x", ["local_path": "none"]))
        #expect(local.type == "ResourceNotFoundError" && local.message.contains("local_path"), "\(local)")
    }

    @Test func moreThanMayCome() async throws {
        try folder.write(String(repeating: "x", count: 100_000), to: "there/a")
        let exact = try await scp.output(try inputs("download", "a", ["max_response_bytes": 100_000]))
        #expect(exact["bytes"] == 100_000)
        for more: JSONObject in [[:], ["local_path": "got"]] {
            var order = more
            order["max_response_bytes"] = 99_999
            let error = await scp.error(try inputs("download", "a", order))
            #expect(error.type == "ConnectionFailedError", "\(error)")
            #expect(error.message.hasSuffix("the file has more than 99999 bytes (max_response_bytes)"), "\(error)")
        }
        #expect(try folder.names("here") == [])
    }

    @Test func oneThatNeverEnds() async throws {
        var order = try inputs("download", "x", ["max_response_bytes": 100_000])
        order["remote_path"] = "/dev/zero"
        #expect(await scp.error(order).type == "ConnectionFailedError")
    }

    @Test func linksOfThisSideAreNotFollowed() async throws {
        try folder.write("s3cret", to: "secret")
        try FileManager.default.createDirectory(atPath: folder.file("here"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("here/link"), withDestinationPath: folder.file("secret"))
        try FileManager.default.createSymbolicLink(atPath: folder.file("here/up"), withDestinationPath: folder.path)
        for path in ["link", "up/secret"] {
            let error = await scp.error(try inputs("upload", "x", ["local_path": .string(path)]))
            #expect(error.type == "PermissionDenied" && error.message.contains("symbolic link"), "\(error)")
        }
        try folder.write("new", to: "there/a")
        let error = await scp.error(try inputs("download", "a", ["local_path": "up/secret"]))
        #expect(error.type == "PermissionDenied", "\(error)")
        // A link itself is replaced, never what it leads to.
        _ = try await scp.output(try inputs("download", "a", ["local_path": "link"]))
        #expect(try folder.text("secret") == "s3cret" && folder.text("here/link") == "new")
    }

    @Test func loginsAndHostKeys() async throws {
        let login = await scp.error(
            try inputs("upload", "a", ["content": "s3cret", "private_key": .string(try server.file("other"))]))
        #expect(login.type == "ConnectionFailedError" && login.details == ["reason": "login"], "\(login)")
        let host = await scp.error(try inputs("download", "a", ["host_key": .string(try server.file("other.pub"))]))
        #expect(host.details == ["reason": "host_key_changed"], "\(host)")
        let refused = await scp.error(try inputs("download", "a", ["port": .integer(Int64(freePort()))]))
        #expect(refused.details == ["reason": "refused"], "\(refused)")
        guard let password = server.password else { return }
        var order = try inputs("upload", "a", ["content": "x", "private_key": .null])
        order["password"] = .string(password)
        #expect(try await scp.output(order)["bytes"] == 1)
        order["password"] = "wrong"
        #expect(await scp.error(order).details == ["reason": "login"])
    }

    @Test func somebodyWhoNeverAnswers() async throws {
        let silent = SilentListener()
        let error = await scp.error(
            try inputs("download", "a", ["port": .integer(Int64(silent.port)), "timeout_sec": 1]))
        #expect(error.type == "TimeoutExceededError", "\(error)")
    }

    @Test(arguments: [
        (#"{"operation": "upload"}"#, "give content, content_base64 or local_path"),
        (#"{"operation": "download", "content": "x"}"#, "content is for upload"),
        (#"{"operation": "upload", "content": "x", "local_path": "y"}"#, "only one of"),
        (#"{"operation": "upload", "content": "x", "mode": "999"}"#, "octal digits"),
        (#"{"operation": "upload", "content": "x", "mode": "+x"}"#, "octal digits"),
        (#"{"operation": "upload", "content_base64": "?"}"#, "must be base64"),
        (#"{"operation": "download", "remote_path": ""}"#, "remote_path is empty"),
        (#"{"operation": "download", "remote_path": "/srv/"}"#, "remote_path names a folder"),
        (#"{"operation": "download", "remote_path": ".."}"#, "remote_path names a folder"),
        (#"{"operation": "download", "remote_path": "a\nrm b"}"#, "control character"),
        (#"{"operation": "download", "local_path": "../x"}"#, "SCP: local_path must not have '..'"),
        (#"{"operation": "download", "local_path": "/x"}"#, "SCP: local_path must not begin with a slash"),
        (#"{"operation": "download", "local_path": ""}"#, "the allowed folder itself"),
    ])
    func wrongInputs(_ inputs: String, _ text: String) async throws {
        var given = try server.inputs(["remote_path": "/tmp/x"])
        given.merge(try #require((try JSONParser.parse(inputs) as JSONValue).object))
        let error = await scp.error(given)
        #expect(error.message.contains(text), "\(error)")
    }

    @Test func foldersAboveAPath() {
        #expect(SFTPBatch.folders(above: "/a/b/c") == ["/a", "/a/b"])
        #expect(SFTPBatch.folders(above: "a//b") == ["a"])
        #expect(SFTPBatch.folders(above: "a") == [])
    }
}
