import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// Commits: once, on top of what others do.
@Suite(.timeLimit(.minutes(10))) struct GitCommitTests {
    private let git = GitConnector()
    private let repository: GitTestRepository
    private let server: GitTestServer

    init() async throws {
        repository = try await GitTestRepository()
        server = try await GitTestServer(folder: repository.folder.path)
    }

    private func commit(_ files: JSONValue, _ more: JSONObject = [:]) -> JSONObject {
        var inputs: JSONObject = [
            "operation": "commit", "repository": .string("http://127.0.0.1:\(server.port)/site.git"), "branch": "main",
            "message": "A change\n", "files": files,
        ]
        inputs.merge(more)
        return inputs
    }

    private func content(_ path: String, on branch: String = "main") async throws -> String {
        try await repository.look("show", "\(branch):\(path)")
    }

    // MARK: What is made

    @Test func theFirstOfAll() async throws {
        let files: JSONValue = [["path": "a/b.txt", "content": "1"]]
        let error = await git.error(commit(files))
        #expect(error.type == "ResourceNotFoundError" && error.message.hasSuffix("see create_branch"), "\(error)")
        let output = try await git.output(
            commit(files, ["create_branch": true, "author_name": "Grace", "author_email": "grace@example.com"]),
            key: "k-1")
        #expect(output["committed"] == true && output["branch"] == "main")
        #expect(output["commit"] == .string(try await repository.look("rev-parse", "main")))
        #expect(
            try await repository.look("log", "-1", "--format=%an <%ae> %cn|%B", "main")
                == "Grace <grace@example.com> Moonflow|A change\n\nMoonflow-Idempotency-Key: k-1")
        #expect(try await content("a/b.txt") == "1")
    }

    @Test func changesAndDeletions() async throws {
        try await repository.others(3)
        _ = try await git.output(
            commit([["path": "d/x", "content": "1"], ["path": "d/y", "content": "2"], ["path": "z", "content": "3"]]),
            key: "k-1")
        let before = try await repository.look("rev-parse", "main")
        let output = try await git.output(
            commit([
                ["path": "d/x", "content": "new", "executable": true], ["path": "d/y", "delete": true],
                ["path": "none", "delete": true],
            ]), key: "k-2")
        #expect(output["committed"] == true)
        #expect(try await repository.look("rev-parse", "main^") == before)
        #expect(
            try await repository.look("ls-tree", "-r", "--format=%(objectmode) %(path)", "main")
                == "100755 d/x\n100644 others.txt\n100644 z")
    }

    @Test func whatIsLikeThatAlready() async throws {
        let files: JSONValue = [["path": "x", "content": "1"], ["path": "none", "delete": true]]
        _ = try await git.output(commit(files, ["create_branch": true]), key: "k-1")
        let tip = try await repository.look("rev-parse", "main")
        #expect(
            try await git.output(commit(files), key: "k-2")
                == ["commit": .string(tip), "branch": "main", "committed": false])
        #expect(try await repository.keys() == ["k-1"])
    }

    @Test func aNewBranch() async throws {
        try await repository.others(2)
        let files: JSONValue = [["path": "x", "content": "1"]]
        _ = try await git.output(commit(files, ["branch": "next/one", "create_branch": true]), key: "k-1")
        #expect(try await repository.look("rev-parse", "next/one^") == repository.look("rev-parse", "main"))
        let from = try await repository.look("rev-parse", "main^")
        _ = try await git.output(
            commit(files, ["branch": "old", "create_branch": true, "ref": .string(from)]), key: "k-2")
        #expect(try await repository.look("rev-parse", "old^") == from)
        let error = await git.error(commit(files, ["branch": "third", "create_branch": true, "ref": "none"]))
        #expect(error.type == "ResourceNotFoundError", "\(error)")
    }

    // MARK: Once

    @Test func performedAgainItFindsItself() async throws {
        let order = commit([["path": "x", "content": "1"]], ["create_branch": true])
        let first = try await git.output(order, key: "k-1")
        #expect(try await git.output(order, key: "k-1") == first)
        // Others have changed the same file, and more than once.
        _ = try await git.output(commit([["path": "x", "content": "2"]]), key: "k-2")
        try await repository.others(70)
        #expect(try await git.output(order, key: "k-1") == first)
        #expect(try await repository.keys() == ["k-2", "k-1"])
        #expect(try await content("x") == "2")
        // A key that is the beginning of another one is another one.
        _ = try await git.output(commit([["path": "x", "content": "3"]]), key: "k-")
        #expect(try await repository.keys() == ["k-", "k-2", "k-1"])
    }

    @Test func manyAtOnceOnOneBranch() async throws {
        try await repository.others(1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask { [git, order = commit([["path": .string("f\(number)"), "content": "1"]])] in
                    _ = try await git.output(order, key: "k-\(number)")
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(try await repository.keys()) == ["k-0", "k-1", "k-2", "k-3"])
        #expect(try await repository.look("rev-list", "--count", "main") == "5")
        for number in 0..<4 { #expect(try await content("f\(number)") == "1") }
    }

    // MARK: Conflicts

    @Test func filesAndFolders() async throws {
        _ = try await git.output(
            commit([["path": "a/b", "content": "1"], ["path": "c", "content": "1"]], ["create_branch": true]),
            key: "k-1")
        let tip = try await repository.look("rev-parse", "main")
        for (path, text) in [("a", "'a' is a folder there"), ("c/d/e", "'c' is a file there, and no folder")] {
            let error = await git.error(commit([["path": .string(path), "content": "1"]]), key: "k-2")
            #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "conflict"], "\(error)")
            #expect(error.message.hasSuffix(text), "\(error)")
        }
        #expect(try await repository.look("rev-parse", "main") == tip)
        _ = try await git.output(commit([["path": "a", "delete": true]]), key: "k-3")
        #expect(try await repository.look("ls-tree", "--name-only", "main") == "c")
    }

    @Test func aBranchThatHasMovedOn() async throws {
        try await repository.others(1)
        let tip = try await repository.look("rev-parse", "main")
        let order = commit([["path": "x", "content": "1"]], ["expected_commit": .string(tip)])
        let first = try await git.output(order, key: "k-1")
        #expect(first["committed"] == true)
        let error = await git.error(order, key: "k-2")
        #expect(
            error.details == ["reason": "conflict"] && error.message.contains("not at the expected commit"), "\(error)")
        // The one that was made is no conflict with itself.
        #expect(try await git.output(order, key: "k-1") == first)
    }

    @Test func aRuleOfTheOtherSide() async throws {
        try await repository.others(1)
        let hook = "\(repository.path)/hooks/pre-receive"
        try FileManager.default.createDirectory(atPath: "\(repository.path)/hooks", withIntermediateDirectories: true)
        try "#!/bin/sh\necho 'main is closed' >&2\nexit 1\n".write(toFile: hook, atomically: true, encoding: .utf8)
        chmod(hook, 0o755)
        let error = await git.error(commit([["path": "x", "content": "1"]]), key: "k-1")
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "rejected"], "\(error)")
        #expect(error.message.contains("main is closed"), "\(error)")
        #expect(try await repository.keys() == [])
    }

    @Test(.enabled(if: SSHTestServer.isThere)) func bySSH() async throws {
        let ssh = try SSHTestServer()
        var order = commit([["path": "x", "content": "1"]], ["create_branch": true])
        order["repository"] = .string("ssh://127.0.0.1:\(ssh.port)\(repository.path)")
        order["username"] = .string(ssh.user)
        order["private_key"] = .string(try ssh.file("user"))
        order["host_key"] = .string(try ssh.file("host.pub"))
        let first = try await git.output(order, key: "k-1")
        #expect(try await git.output(order, key: "k-1") == first)
        #expect(try await repository.keys() == ["k-1"])
        var reading = order
        for name in ["branch", "message", "files", "create_branch"] { reading[name] = .null }
        reading["operation"] = "get"
        #expect(try await git.output(reading)["files"] == ["x": ["text": "1"]])
        reading["host_key"] = .string(try ssh.file("other.pub"))
        #expect(await git.error(reading).details == ["reason": "host_key_changed"])
        reading["host_key"] = order["host_key"]
        reading["private_key"] = .string(try ssh.file("other"))
        #expect(await git.error(reading).details == ["reason": "login"])
        reading["private_key"] = order["private_key"]
        reading["repository"] = .string("ssh://127.0.0.1:\(ssh.port)/none.git")
        #expect(await git.error(reading).details == ["reason": "no_repository"])
        guard let password = ssh.password else { return }
        reading["repository"] = order["repository"]
        reading["private_key"] = .null
        reading["password"] = .string(password)
        #expect(try await git.output(reading)["files"] == ["x": ["text": "1"]])
    }
}
