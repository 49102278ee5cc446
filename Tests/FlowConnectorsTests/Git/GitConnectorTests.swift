import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// Repositories by https and http: git on both sides.
@Suite(.timeLimit(.minutes(10))) struct GitConnectorTests {
    private let git = GitConnector()
    private let repository: GitTestRepository
    private let server: GitTestServer

    init() async throws {
        repository = try await GitTestRepository()
        server = try await GitTestServer(folder: repository.folder.path)
    }

    private func inputs(_ operation: String, _ more: JSONObject = [:]) -> JSONObject {
        var inputs = more
        inputs["operation"] = .string(operation)
        inputs["repository"] = inputs["repository"] ?? .string("http://127.0.0.1:\(server.port)/site.git")
        return inputs
    }

    private func commit(_ files: JSONValue, _ more: JSONObject = [:]) -> JSONObject {
        var inputs: JSONObject = ["branch": "main", "message": "A change", "create_branch": true, "files": files]
        inputs.merge(more)
        return self.inputs("commit", inputs)
    }

    private func seed() async throws {
        _ = try await git.output(
            commit([
                ["path": "README.md", "content": "grüße\n"], ["path": "flows/a.lua", "content": "return 1"],
                ["path": "flows/deep/b.lua", "content": ""], ["path": "bin/run", "content": "#!", "executable": true],
                ["path": "data \"1\"\\x.bin", "content_base64": "AP/+"],
            ]), key: "seed")
    }

    // MARK: Getting

    @Test func filesOfACommit() async throws {
        try await seed()
        let tip = try await repository.look("rev-parse", "main")
        let output = try await git.output(inputs("get"))
        #expect(output["commit"] == .string(tip))
        #expect(
            output["files"] == [
                "README.md": ["text": "grüße\n"], "flows/a.lua": ["text": "return 1"], "flows/deep/b.lua": ["text": ""],
                "bin/run": ["text": "#!", "executable": true], "data \"1\"\\x.bin": ["content_base64": "AP/+"],
            ])
        for ref in ["main", "refs/heads/main", tip] {
            let some = try await git.output(inputs("get", ["ref": .string(ref), "paths": ["README.md"]]))
            #expect(some["files"] == ["README.md": ["text": "grüße\n"]] && some["commit"] == .string(tip))
        }
    }

    @Test func pathsAndPatterns() async throws {
        try await seed()
        for (paths, expected): (JSONValue, Set<String>) in [
            (["flows"], ["flows/a.lua", "flows/deep/b.lua"]), (["flows/*.lua"], ["flows/a.lua"]),
            (["**/*.lua"], ["flows/a.lua", "flows/deep/b.lua"]), (["*.md", "bin/"], ["README.md", "bin/run"]),
            (["*.nothing"], []), (["data \"1\"\\x.bin"], ["data \"1\"\\x.bin"]),
        ] {
            let output = try await git.output(inputs("get", ["paths": paths, "encoding": "base64"]))
            #expect(Set(try #require(output["files"]?.object).keys) == expected, "\(paths)")
        }
        let error = await git.error(inputs("get", ["paths": ["*.md", "flows/none.lua"]]))
        #expect(
            error.type == "ResourceNotFoundError" && error.message.hasSuffix("there is no 'flows/none.lua'"), "\(error)"
        )
    }

    @Test func tagsAndLinks() async throws {
        try await seed()
        try await repository.git("--git-dir", repository.path, "tag", "-a", "-m", "First", "v1", "main")
        let stream = """
            commit refs/heads/main
            committer A <a@b> 1800000000 +0000
            data 1
            x
            from refs/heads/main^0
            M 120000 inline link
            data 11
            /etc/passwd

            """
        try await repository.git("--git-dir", repository.path, "fast-import", "--quiet", input: stream)
        let first = try await git.output(inputs("get", ["ref": "v1", "paths": ["l*"]]))
        #expect(first["files"] == [:])
        let linked = try await git.output(inputs("get", ["paths": ["link"]]))
        #expect(linked["files"] == ["link": ["link": "/etc/passwd"]])
        let refs = try await git.output(inputs("list_refs"))
        let tip = try await repository.look("rev-parse", "main")
        let tagged = try await repository.look("rev-parse", "v1^{commit}")
        #expect(
            refs == [
                "commit": .string(tip), "default_branch": "main",
                "refs": [
                    ["name": "refs/heads/main", "commit": .string(tip)],
                    ["name": "refs/tags/v1", "commit": .string(tagged)],
                ],
            ])
        let some = try await git.output(inputs("list_refs", ["ref": "refs/tags/*"]))
        #expect(some["refs"]?.items?.count == 1)
    }

    @Test func whatIsNotThere() async throws {
        try await seed()
        for ref in ["none", "refs/heads/none", String(repeating: "a", count: 40)] {
            let error = await git.error(inputs("get", ["ref": .string(ref)]))
            #expect(error.type == "ResourceNotFoundError" && error.details == ["reason": "no_ref"], "\(error)")
        }
        let error = await git.error(
            inputs("get", ["repository": .string("http://127.0.0.1:\(server.port)/none.git")]))
        #expect(error.type == "ResourceNotFoundError" && error.details == ["reason": "no_repository"], "\(error)")
        #expect(error.message.hasPrefix("GIT get http://127.0.0.1:\(server.port)/none.git: "))
    }

    @Test(arguments: [true, false]) func moreThanMayCome(_ filters: Bool) async throws {
        try await seed()
        if !filters {
            try await repository.git("--git-dir", repository.path, "config", "uploadpack.allowFilter", "false")
        }
        let large = String(repeating: "0123456789", count: 1000)
        _ = try await git.output(commit([["path": "large", "content": .string(large)]]), key: "large")
        let error = await git.error(inputs("get", ["max_response_bytes": 5000]))
        #expect(error.message.hasSuffix("the files have more than 5000 bytes (max_response_bytes)"), "\(error)")
        let some = try await git.output(inputs("get", ["max_response_bytes": 5000, "paths": ["flows"]]))
        #expect(some["files"]?.object?.count == 2)
        let all = try await git.output(inputs("get", ["max_response_bytes": 10_000, "paths": ["large"]]))
        #expect(all["files"]?.object?["large"]?.object?["text"] == .string(large))
    }

    @Test func aRepositoryThatIsTooLarge() async throws {
        let noise = Data((0..<200_000).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        _ = try await git.output(commit([["path": "noise", "content_base64": .string(noise)]]), key: "noise")
        let error = await git.error(inputs("get", ["max_clone_bytes": 100_000]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "too_large"], "\(error)")
        #expect(error.message.contains("100000 bytes (max_clone_bytes)"))
    }

    // MARK: Logins, certificates, failures

    @Test func aPassword() async throws {
        try await seed()
        let secure = try await GitTestServer(folder: repository.folder.path, password: "robot:s3cret t0ken")
        var order = inputs(
            "get",
            [
                "repository": .string("http://127.0.0.1:\(secure.port)/site.git"), "username": "robot",
                "password": "s3cret t0ken", "paths": ["README.md"],
            ])
        #expect(try await git.output(order)["files"] == ["README.md": ["text": "grüße\n"]])
        for password: JSONValue in ["wrong-s3cret", .null] {
            order["password"] = password
            let error = await git.error(order)
            #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "login"], "\(error)")
            #expect(!error.message.contains("s3cret"))
        }
        #expect(secure.requests.allSatisfy { !$0.uri.contains("s3cret") })
    }

    @Test func certificates() async throws {
        try await seed()
        let certificates = try TestCertificates.shared.get()
        let secure = try await GitTestServer(folder: repository.folder.path, tls: try certificates.server("right"))
        let other = try await GitTestServer(folder: repository.folder.path, tls: try certificates.server("other"))
        var order = inputs("list_refs", ["repository": .string("https://127.0.0.1:\(secure.port)/site.git")])
        let error = await git.error(order)
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "certificate"], "\(error)")
        order["ca_certificate"] = .string(try certificates.pem("ca.pem"))
        #expect(try await git.output(order)["default_branch"] == "main")
        order["repository"] = .string("https://127.0.0.1:\(other.port)/site.git")
        #expect(await git.error(order).details == ["reason": "certificate"])
        order["verify_tls"] = false
        #expect(try await git.output(order)["default_branch"] == "main")
        let client = try await GitTestServer(
            folder: repository.folder.path, tls: try certificates.server("right", wantsClient: true))
        order = inputs(
            "list_refs",
            [
                "repository": .string("https://127.0.0.1:\(client.port)/site.git"),
                "ca_certificate": .string(try certificates.pem("ca.pem")),
                "client_certificate": .string(try certificates.pem("client.pem")),
                "client_key": .string(try certificates.pem("client.key")),
            ])
        #expect(try await git.output(order)["default_branch"] == "main")
    }

    @Test func redirectsAreNotFollowed() async throws {
        let target = "http://127.0.0.1:\(server.port)"
        let first = try await HTTPTestServer { request in
            HTTPTestServer.reply(302, [("location", target + request.uri)])
        }
        let error = await git.error(inputs("list_refs", ["repository": .string("\(first.url)/site.git")]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "redirected"], "\(error)")
        #expect(server.requests.isEmpty)
    }

    @Test func nobodyListens() async throws {
        let error = await git.error(inputs("get", ["repository": .string("http://127.0.0.1:\(freePort())/site.git")]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "refused"], "\(error)")
        let unknown = await git.error(inputs("get", ["repository": "http://no-such-host.invalid/site.git"]))
        #expect(unknown.details == ["reason": "unknown_host"], "\(unknown)")
    }

    @Test func somebodyWhoNeverAnswers() async throws {
        let silent = SilentListener()
        let order = inputs("get", ["repository": .string("http://127.0.0.1:\(silent.port)/x.git"), "timeout_sec": 1])
        #expect(await git.error(order).type == "TimeoutExceededError")
    }

    @Test func cutInTheMiddle() async throws {
        let cut = try await HTTPTestServer { _ in
            [
                .head(
                    200, [("content-type", "application/x-git-upload-pack-advertisement"), ("content-length", "1000")]),
                .body(Array("001e# service=git-upload-pack\n0000".utf8)), .close,
            ]
        }
        let error = await git.error(inputs("get", ["repository": .string("\(cut.url)/x.git")]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "broken"], "\(error)")
    }

    @Test func cancelled() async throws {
        let silent = try await HTTPTestServer { _ in [.hang] }
        let order = inputs("get", ["repository": .string("\(silent.url)/x.git")])
        let task = Task { [git] in await git.error(order) }
        while silent.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        #expect(await task.value.message.hasSuffix(": cancelled"))
        await silent.untilClosed(1)
    }

    // MARK: Where it may go

    @Test func itGoesToTheAddressThatWasChecked() async throws {
        try await seed()
        let range = try #require(AddressRange("127.0.0.0/8"))
        let asked = HostList()
        let resolver = HostResolver { host in
            asked.add(host)
            return [NetworkAddress(bytes: [127, 0, 0, 1])]
        }
        let pinned = GitConnector(
            folder: nil, egress: EgressPolicy(refusesPrivateAddresses: true, exceptions: [range]), resolver: resolver)
        let order = inputs("list_refs", ["repository": .string("http://Git.Example.invalid:\(server.port)/site.git")])
        #expect(try await pinned.output(order)["default_branch"] == "main")
        #expect(asked.hosts == ["git.example.invalid"] && pinned.host(of: order) == "git.example.invalid")
        let refused = await GitConnector(egress: .publicOnly).error(inputs("get"))
        #expect(refused.type == "PermissionDenied" && refused.message.contains("private address"), "\(refused)")
    }

    @Test func filesOfThisMachine() async throws {
        try await seed()
        let order = inputs("list_refs", ["repository": .string("file://\(repository.path)")])
        #expect(await git.error(order).type == "PermissionDenied")
        let granted = GitConnector(folder: repository.folder.path)
        #expect(try await granted.output(order)["default_branch"] == "main")
        var writing = commit([["path": "x", "content": "1"]])
        writing["repository"] = order["repository"]
        #expect(try await granted.output(writing)["committed"] == true)
        let inside = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: inside.file("link"), withDestinationPath: repository.path)
        for path in [repository.path, inside.file("link"), inside.file("../\(repository.folder.path)/site.git")] {
            let error = await GitConnector(folder: inside.path).error(
                inputs("list_refs", ["repository": .string("file://\(path)")]))
            #expect(error.type == "PermissionDenied", "\(error)")
        }
    }

    @Test func theProtocolOfGit() async throws {
        try await seed()
        let port = freePort()
        let daemon = Task { [repository] in
            try await repository.git(
                "daemon", "--listen=127.0.0.1", "--port=\(port)", "--export-all",
                "--base-path=\(repository.folder.path)", repository.folder.path)
        }
        defer { daemon.cancel() }
        let order = inputs("list_refs", ["repository": .string("git://127.0.0.1:\(port)/site.git")])
        var output: JSONObject?
        while output == nil { output = try? await git.output(order) }
        #expect(output?["default_branch"] == "main")
    }
}
