import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

@Suite(.timeLimit(.minutes(10))) struct ProcessConnectorTests {
    private let process = ProcessConnector(grant: .everything, grace: .milliseconds(200))

    private func shell(_ script: String, _ more: JSONObject = [:]) -> JSONObject {
        var inputs = more
        inputs["shell"] = true
        inputs["script"] = .string(script)
        return inputs
    }

    // MARK: What it gives

    @Test func argumentsAreNoWordsOfAShell() async throws {
        let output = try await process.output([
            "command": "printf", "arguments": ["[%s]", "a b", "$HOME", "; echo x", "*", "", "-n", "'\"\\"],
        ])
        #expect(
            output == [
                "exit_code": 0, "stdout": "[a b][$HOME][; echo x][*][][-n]['\"\\]", "stderr": "",
            ])
    }

    @Test func bothStreamsAndTheExitCode() async throws {
        let inputs = shell("echo out; echo err >&2; exit 7", ["expected_exit_code": [0, 7]])
        #expect(try await process.output(inputs) == ["exit_code": 7, "stdout": "out\n", "stderr": "err\n"])
    }

    @Test func aScriptHasArguments() async throws {
        let output = try await process.output(shell("echo \"$2-$1\"", ["arguments": ["a;b", "c d"]]))
        #expect(output["stdout"] == "c d-a;b\n")
    }

    @Test func inputOfTextAndBytes() async throws {
        #expect(try await process.output(["command": "cat", "input": "grüße"])["stdout"] == "grüße")
        let bytes = try await process.output(["command": "cat", "input_base64": "AP/+"])
        #expect(bytes == ["exit_code": 0, "stdout_base64": "AP/+", "stderr": ""])
        let asked = try await process.output(["command": "cat", "input": "x", "encoding": "base64"])
        #expect(asked == ["exit_code": 0, "stdout_base64": "eA==", "stderr_base64": ""])
        // Without an input, there is an end of it.
        #expect(try await process.output(["command": "cat"])["stdout"] == "")
    }

    @Test func inputThatNobodyReads() async throws {
        let large = String(repeating: "x", count: 1 << 20)
        #expect(try await process.output(["command": "true", "input": .string(large)])["exit_code"] == 0)
        #expect(try await process.output(["command": "cat", "input": .string(large)])["stdout"] == .string(large))
    }

    @Test func nothingOfThisProcessIsInherited() async throws {
        setenv("MOONFLOW_TEST_VAULT_KEY", "s3cret", 1)
        let open = try FileHandle(forReadingFrom: URL(fileURLWithPath: #filePath))
        // Even one that says it may be inherited.
        _ = fcntl(open.fileDescriptor, F_SETFD, 0)
        let output = try await process.output(
            shell("env; ls /proc/$$/fd", ["environment": ["A": "1", "B_2": true]]), key: "k-1")
        let lines = try #require(output["stdout"]?.text).split(separator: "\n").map(String.init)
        let names = lines.filter { $0.contains("=") }.map { $0.prefix { $0 != "=" } }
        #expect(
            Set(names).subtracting(["PWD", "OLDPWD", "SHLVL", "_"])
                == ["PATH", "HOME", "TMPDIR", "LANG", "A", "B_2", "MOONFLOW_IDEMPOTENCY_KEY"])
        #expect(lines.contains("A=1") && lines.contains("B_2=true") && lines.contains("MOONFLOW_IDEMPOTENCY_KEY=k-1"))
        #expect(lines.filter { !$0.contains("=") } == ["0", "1", "2"])
        withExtendedLifetime(open) {}
    }

    @Test func aFolderOfItsOwnThatGoesAway() async throws {
        let output = try await process.output(shell("pwd; ls -A; echo x > file; ls"))
        let lines = try #require(output["stdout"]?.text).split(separator: "\n")
        #expect(lines.count == 2 && lines[1] == "file")
        #expect(!FileManager.default.fileExists(atPath: String(lines[0])))
    }

    @Test func aFolderThatIsGiven() async throws {
        let folder = try TemporaryFolder()
        let output = try await process.output(shell("pwd; echo $HOME", ["working_directory": .string(folder.path)]))
        #expect(output["stdout"] == .string("\(folder.path)\n\(folder.path)\n"))
        let error = await process.error(["command": "pwd", "working_directory": .string(folder.file("none"))])
        #expect(error.message == "PROCESS pwd: the working directory cannot be entered", "\(error)")
    }

    @Test func anEndByASignal() async throws {
        let error = await process.error(shell("kill -SEGV $$"))
        #expect(error.type == "ConnectionFailedError" && error.details == ["signal": 11], "\(error)")
        #expect(error.message == "PROCESS sh: was ended by the signal 11 (Segmentation fault)")
        let output = try await process.output(shell("kill -SEGV $$", ["expected_exit_code": "any"]))
        #expect(output == ["signal": 11, "stdout": "", "stderr": ""])
    }

    @Test func anExitCodeThatIsNotExpected() async throws {
        let error = await process.error(
            shell("echo \"no $TOKEN here\" >&2; exit 3", ["environment": ["TOKEN": "s3cret"]]))
        #expect(error.type == "ConnectionFailedError" && error.details == ["exit_code": 3], "\(error)")
        #expect(error.message == "PROCESS sh: ended with the exit code 3; stderr begins: no *** here")
    }

    // MARK: What is granted

    @Test func nothingIsGrantedUnlessSomebodySaysSo() async throws {
        for inputs: JSONObject in [["command": "true"], ["command": "no-such-program"], shell("true")] {
            let error = await ProcessConnector().error(inputs)
            #expect(error.type == "PermissionDenied" && error.message.contains("--allow-program"), "\(error)")
        }
    }

    @Test func programsThatAreGranted() async throws {
        let folder = try TemporaryFolder()
        try "#!/bin/sh\necho mine".write(toFile: folder.file("printf"), atomically: true, encoding: .utf8)
        chmod(folder.file("printf"), 0o755)
        let process = ProcessConnector(grant: .programs(["printf", "/bin/cat", "no-such-program"]))
        for command in ["printf", "/usr/bin/printf", "/bin/../bin/printf"] {
            #expect(try await process.output(["command": .string(command), "arguments": ["x"]])["stdout"] == "x")
        }
        #expect(try await process.output(["command": "cat", "input": "x"])["stdout"] == "x")
        for inputs: JSONObject in [
            ["command": "true"], ["command": .string(folder.file("printf"))], ["command": "/usr/bin/true"],
            ["command": "no-such-program"], shell("printf x"),
            ["command": "printf", "environment": ["LD_PRELOAD": "/tmp/x.so"]],
            ["command": "printf", "environment": ["PATH": "/tmp"]],
        ] {
            let error = await process.error(inputs)
            #expect(error.type == "PermissionDenied", "\(error)")
        }
        let granted = ProcessConnector(grant: .programs(["/bin/sh"]))
        #expect(try await granted.output(shell("echo x"))["stdout"] == "x\n")
    }

    @Test(arguments: [
        (#"{}"#, "MissingInputError", "'command'"),
        (#"{"command": "true", "script": "x"}"#, "InvalidInputError", "only one of"),
        (#"{"script": "x"}"#, "InvalidInputError", "shell = true"),
        (#"{"shell": true, "command": "true"}"#, "MissingInputError", "'script'"),
        (#"{"command": "bin/true"}"#, "InvalidInputError", "absolute path"),
        (#"{"command": "../true"}"#, "InvalidInputError", "absolute path"),
        (#"{"command": "no-such-program"}"#, "ResourceNotFoundError", "no such program"),
        (#"{"command": "/etc/passwd"}"#, "ResourceNotFoundError", "no such program"),
        (#"{"command": "/tmp"}"#, "ResourceNotFoundError", "no such program"),
        (#"{"command": ""}"#, "InvalidInputError", "empty"),
        (#"{"command": "true", "arguments": ["a\u0000b"]}"#, "InvalidInputError", "arguments[1] has a zero byte"),
        (#"{"command": "true", "arguments": [1]}"#, "InvalidInputError", "arguments[1] must be text"),
        (#"{"command": "true", "environment": {"A=B": "x"}}"#, "InvalidInputError", "environment has a name"),
        (#"{"command": "true", "environment": {"1A": "x"}}"#, "InvalidInputError", "environment has a name"),
        (#"{"command": "true", "environment": {"A": "a\u0000b"}}"#, "InvalidInputError", "environment.A has a zero"),
        (#"{"command": "true", "environment": {"A": ["x"]}}"#, "InvalidInputError", "environment.A must be one"),
        (
            #"{"command": "true", "environment": {"MOONFLOW_IDEMPOTENCY_KEY": "x"}}"#, "InvalidInputError",
            "connector's own"
        ),
        (#"{"command": "true", "working_directory": "tmp"}"#, "InvalidInputError", "absolute path"),
        (#"{"command": "true", "input": "x", "input_base64": ""}"#, "InvalidInputError", "only one of"),
        (#"{"command": "true", "input_base64": "?"}"#, "InvalidInputError", "must be base64"),
        (#"{"command": "true", "expected_exit_code": 256}"#, "InvalidInputError", "expected_exit_code"),
        (#"{"command": "true", "args": []}"#, "ExtraInputError", "'args'"),
    ])
    func wrongInputs(_ inputs: String, _ type: String, _ text: String) async throws {
        let error = await process.error(try #require((try JSONParser.parse(inputs) as JSONValue).object))
        #expect(error.type == type && error.message.contains(text), "\(error)")
    }

    @Test func anArgumentThatTheSystemDoesNotTake() async throws {
        let long = JSONValue.string(String(repeating: "x", count: 100_001))
        let error = await process.error(["command": "true", "arguments": ["a", long]])
        #expect(error.message == "PROCESS true: arguments[2] has more than 100000 bytes; see input", "\(error)")
        #expect(await process.error(shell("true", ["environment": ["A": long]])).type == "InvalidInputError")
        let most = JSONValue.string(String(repeating: "x", count: 100_000))
        let output = try await process.output(["command": "printf", "arguments": ["%s", most]])
        #expect(output["stdout"] == most)
    }

    @Test func itAsksAfterACrash() throws {
        #expect(process.crashPolicy(of: try process.interface.checked(["command": "true"])) == .ask)
    }
}
