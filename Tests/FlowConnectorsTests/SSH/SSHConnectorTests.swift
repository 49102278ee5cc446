import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

@Suite(.enabled(if: SSHTestServer.isThere), .timeLimit(.minutes(10))) struct SSHConnectorTests {
    private let ssh = SSHConnector()
    private let server: SSHTestServer
    private let folder: TemporaryFolder

    init() throws {
        server = try SSHTestServer()
        folder = try TemporaryFolder()
    }

    // MARK: What it gives

    @Test func aCommandWithArguments() async throws {
        let output = try await ssh.output(
            try server.inputs(["command": "printf '[%s]'", "arguments": ["a b", "$HOME", "'; echo x", "", "\"*\n"]]))
        #expect(output == ["exit_code": 0, "stdout": "[a b][$HOME]['; echo x][][\"*\n]", "stderr": ""])
    }

    @Test func bothStreamsAndTheExitCode() async throws {
        let inputs = try server.inputs(["command": "cat; echo err >&2; exit 7", "input": "grüße"])
        let error = await ssh.error(inputs)
        #expect(
            error.message
                == "SSH \(server.user)@127.0.0.1:\(server.port): ended with the exit code 7; stderr begins: err")
        #expect(error.type == "ConnectionFailedError" && error.details == ["exit_code": 7])
        let output = try await ssh.output(
            try server.inputs(["command": "cat; exit 7", "input": "grüße", "expected_exit_code": 7]))
        #expect(output == ["exit_code": 7, "stdout": "grüße", "stderr": ""])
    }

    @Test func anEndOf255OfTheCommandItself() async throws {
        let output = try await ssh.output(try server.inputs(["command": "exit 255", "expected_exit_code": 255]))
        #expect(output["exit_code"] == 255)
    }

    @Test func bytes() async throws {
        let output = try await ssh.output(try server.inputs(["command": "cat", "input_base64": "AP/+DQo="]))
        #expect(output["stdout_base64"] == "AP/+DQo=" && output["stdout"] == nil)
    }

    @Test func aScript() async throws {
        let script = "set -e\nname='it''s'\necho \"$name $((1 + 1))\"\nenv | grep '^MOONFLOW'\nexit 3"
        let output = try await ssh.output(
            try server.inputs(["script": .string(script), "expected_exit_code": 3]), key: "k'1")
        #expect(output["stdout"] == "its 2\nMOONFLOW_IDEMPOTENCY_KEY=k'1\n" && output["exit_code"] == 3)
        let other = try await ssh.output(
            try server.inputs(["script": "{ print $1 }", "interpreter": "awk -f - /etc/hostname >/dev/null; echo done"])
        )
        #expect(other["stdout"] == "done\n")
    }

    @Test func theKeyIsExportedUnlessTheShellDoesNotKnowHow() async throws {
        let command: JSONObject = ["command": "echo \"<$MOONFLOW_IDEMPOTENCY_KEY>\""]
        #expect(try await ssh.output(try server.inputs(command), key: "k-9")["stdout"] == "<k-9>\n")
        var without = command
        without["pass_key"] = false
        #expect(try await ssh.output(try server.inputs(without), key: "k-9")["stdout"] == "<>\n")
    }

    // MARK: Logins

    @Test func aKeyWithAPassphrase() async throws {
        var inputs = try server.inputs(["command": "echo in", "private_key": .string(try server.file("locked"))])
        inputs["passphrase"] = "battery staple"
        #expect(try await ssh.output(inputs)["stdout"] == "in\n")
        for passphrase: JSONValue in ["wrong", .null] {
            inputs["passphrase"] = passphrase
            let error = await ssh.error(inputs)
            #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "login"], "\(error)")
        }
    }

    @Test func aKeyWithoutALineBreakAtItsEnd() async throws {
        let key = try server.file("user").trimmingCharacters(in: .whitespacesAndNewlines)
            .replacingOccurrences(of: "\n", with: "\r\n")
        #expect(
            try await ssh.output(try server.inputs(["command": "echo in", "private_key": .string(key)]))["stdout"]
                == "in\n")
    }

    @Test func aPassword() async throws {
        guard let password = server.password else { return }
        var inputs = try server.inputs(["command": "env", "private_key": .null])
        inputs["password"] = .string(password)
        let output = try await ssh.output(inputs)
        #expect(output["stdout"]?.text?.contains(password) == false)
        inputs["password"] = "wrong-s3cret"
        let error = await ssh.error(inputs)
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "login"], "\(error)")
        #expect(!error.message.contains("s3cret"))
    }

    @Test func aKeyThatNobodyKnows() async throws {
        let error = await ssh.error(
            try server.inputs(["command": "true", "private_key": .string(try server.file("other"))]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "login"], "\(error)")
        #expect(
            error.message
                == "SSH \(server.user)@127.0.0.1:\(server.port): the other side does not let the user in; see private_key with its passphrase, or password"
        )
        let none = await ssh.error(
            try server.inputs(["command": "true", "private_key": "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"]))
        #expect(none.type == "InvalidInputError" && none.details == ["reason": "key"], "\(none)")
    }

    // MARK: Host keys

    @Test func aHostKeyOfAnother() async throws {
        let other = await ssh.error(
            try server.inputs(["command": "true", "host_key": .string(try server.file("other.pub"))]))
        #expect(other.type == "ConnectionFailedError" && other.details == ["reason": "host_key_changed"], "\(other)")
        var inputs = try server.inputs(["command": "echo in", "host_key": .null])
        inputs["known_hosts"] = .string("somebody.else \(try server.file("host.pub"))")
        let unknown = await ssh.error(inputs)
        #expect(
            unknown.type == "ConnectionFailedError" && unknown.details == ["reason": "host_key_unknown"], "\(unknown)")
        inputs["known_hosts"] = .string("# a comment\n[127.0.0.1]:\(server.port) \(try server.file("host.pub"))")
        #expect(try await ssh.output(inputs)["stdout"] == "in\n")
        inputs["known_hosts"] = .string("[127.0.0.1]:\(server.port) \(try server.file("other.pub"))")
        #expect(await ssh.error(inputs).details == ["reason": "host_key_changed"])
    }

    @Test func withoutHostKeysNothingIsDone() async throws {
        var inputs = try server.inputs(["command": "echo in", "host_key": .null])
        let error = await ssh.error(inputs)
        #expect(error.type == "MissingInputError" && error.message.contains("host_key or known_hosts"), "\(error)")
        inputs["host_key_checking"] = "off"
        #expect(try await ssh.output(inputs)["stdout"] == "in\n")
    }

    // MARK: What goes wrong

    @Test func nobodyListens() async throws {
        let port = freePort()
        let error = await ssh.error(try server.inputs(["command": "true", "port": .integer(Int64(port))]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "refused"], "\(error)")
        #expect(error.message == "SSH \(server.user)@127.0.0.1:\(port): could not connect: connection refused")
    }

    @Test func aHostThatNobodyKnows() async throws {
        let error = await ssh.error(try server.inputs(["command": "true", "host": "no-such-host.invalid"]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "unknown_host"], "\(error)")
    }

    @Test func aConnectionThatIsNotTaken() async throws {
        let full = try FullListener()
        let inputs = try server.inputs([
            "command": "true", "port": .integer(Int64(full.port)), "connect_timeout_sec": 1,
        ])
        let error = await ssh.error(inputs)
        #expect(error.type == "TimeoutExceededError" && error.details == ["reason": "timeout"], "\(error)")
    }

    @Test func somebodyWhoNeverAnswers() async throws {
        let silent = SilentListener()
        let inputs = try server.inputs([
            "command": "true", "port": .integer(Int64(silent.port)), "connect_timeout_sec": 1,
        ])
        let error = await ssh.error(inputs)
        #expect(error.type == "TimeoutExceededError" && error.details == ["reason": "timeout"], "\(error)")
    }

    @Test func somebodyWhoSpeaksSomethingElse() async throws {
        let web = try await HTTPTestServer { _ in HTTPTestServer.text("x") }
        let error = await ssh.error(try server.inputs(["command": "true", "port": .integer(Int64(web.port))]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "broken"], "\(error)")
    }

    @Test func overItsTime() async throws {
        let error = await ssh.error(try server.inputs(["command": "sleep 60", "timeout_sec": 1]))
        #expect(error.type == "TimeoutExceededError", "\(error)")
        #expect(error.message == "SSH \(server.user)@127.0.0.1:\(server.port): not done within 1.0 s (timeout_sec)")
    }

    @Test func moreThanItMayGive() async throws {
        let error = await ssh.error(try server.inputs(["command": "yes", "max_response_bytes": 100_000]))
        #expect(error.type == "ConnectionFailedError" && error.message.contains("more than 100000 bytes"), "\(error)")
    }

    @Test func cutInTheMiddle() async throws {
        // The process of the server that has this connection.
        let error = await ssh.error(try server.inputs(["command": "echo begun; kill -KILL $PPID; sleep 60"]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["reason": "broken"], "\(error)")
    }

    @Test func cancelled() async throws {
        let started = folder.file("started")
        let inputs = try server.inputs(["command": .string("touch \(started); sleep 60")])
        let task = Task { [ssh] in await ssh.error(inputs) }
        while !FileManager.default.fileExists(atPath: started) { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        #expect(await task.value.message.hasSuffix(": cancelled"))
    }

    // MARK: Where it may go

    @Test func thePolicyHolds() async throws {
        let refused = SSHConnector(egress: .publicOnly)
        let error = await refused.error(try server.inputs(["command": "true"]))
        #expect(error.type == "PermissionDenied" && error.message.contains("private address"), "\(error)")
    }

    @Test func itGoesToTheAddressThatWasChecked() async throws {
        let range = try #require(AddressRange("127.0.0.0/8"))
        let asked = HostList()
        let resolver = HostResolver { host in
            asked.add(host)
            return [NetworkAddress(bytes: [127, 0, 0, 1])]
        }
        let pinned = SSHConnector(
            egress: EgressPolicy(refusesPrivateAddresses: true, exceptions: [range]), resolver: resolver)
        let inputs = try server.inputs(["command": "echo in", "host": "Web.Example.invalid"])
        #expect(try await pinned.output(inputs)["stdout"] == "in\n")
        #expect(asked.hosts == ["web.example.invalid"])
        #expect(pinned.host(of: inputs) == "web.example.invalid")
    }
}
