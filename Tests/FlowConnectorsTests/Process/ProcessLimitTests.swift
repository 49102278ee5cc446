import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// Programs that do not end by themselves, or do not stop writing: nothing of them is left.
@Suite(.timeLimit(.minutes(10))) struct ProcessLimitTests {
    private let process = ProcessConnector(grant: .everything, grace: .milliseconds(200))
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The numbers of processes that a script has written into a file, of which none may be there any more.
    private func expectNoneOf(_ file: String, count: Int, at location: SourceLocation = #_sourceLocation) async throws {
        let numbers = try folder.text(file).split(separator: "\n").compactMap { pid_t($0) }
        #expect(numbers.count == count, sourceLocation: location)
        for number in numbers {
            // Those that were left behind are waited for by the first process of the system, when it comes to it.
            while isRunning(number) { try await Task.sleep(for: .milliseconds(10)) }
        }
    }

    private func isRunning(_ number: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8) else { return false }
        return status.split(separator: ")").last?.hasPrefix(" Z") != true
    }

    private func inputs(_ script: String, _ more: JSONObject = [:]) -> JSONObject {
        var inputs = more
        inputs["shell"] = true
        inputs["script"] = .string(script)
        inputs["environment"] = ["FILE": .string(folder.file("pids"))]
        return inputs
    }

    /// Runs a script that does not end, for longer until it has written so many lines into its file before its time was up.
    private func overTime(
        _ script: String, lines: Int, grace: Duration = .milliseconds(200)
    ) async throws -> FlowError {
        let process = ProcessConnector(grant: .everything, grace: grace)
        var seconds = 0.3
        while true {
            let error = await process.error(inputs(script, ["timeout_sec": .number(seconds)]))
            let written = (try? folder.text("pids"))?.split(separator: "\n").count ?? 0
            if written >= lines || error.type != "TimeoutExceededError" { return error }
            try? FileManager.default.removeItem(atPath: folder.file("pids"))
            seconds *= 2
        }
    }

    @Test func overItsTime() async throws {
        let error = try await overTime("echo $$ > $FILE; exec sleep 1000", lines: 1)
        #expect(error.type == "TimeoutExceededError", "\(error)")
        #expect(error.message.hasPrefix("PROCESS sh: not done within ") && error.message.hasSuffix(" s (timeout_sec)"))
        try await expectNoneOf("pids", count: 1)
    }

    @Test(arguments: [
        // One that ignores the signal, one that is stopped, one that closes its outputs.
        "trap '' TERM INT HUP; echo $$ > $FILE; while :; do sleep 1000; done",
        "echo $$ > $FILE; kill -STOP $$", "echo $$ > $FILE; exec >&- 2>&- <&-; sleep 1000",
    ])
    func onesThatDoNotEnd(_ script: String) async throws {
        let error = try await overTime(script, lines: 1)
        #expect(error.type == "TimeoutExceededError", "\(error)")
        try await expectNoneOf("pids", count: 1)
    }

    @Test func oneThatEndsByTheSignalInItsOwnWay() async throws {
        let script = "trap 'echo cleaned >> $FILE; exit 0' TERM; echo x > $FILE; while :; do sleep 0.05; done"
        let error = try await overTime(script, lines: 2, grace: .seconds(60))
        #expect(error.type == "TimeoutExceededError", "\(error)")
        #expect(try folder.text("pids") == "x\ncleaned\n")
    }

    @Test func oneThatForks() async throws {
        let script = """
            (trap '' TERM; while :; do sleep 1000; done) & echo $! >> $FILE
            (while :; do sleep 1000; done) & echo $! >> $FILE
            echo $$ >> $FILE; wait
            """
        let error = try await overTime(script, lines: 3)
        #expect(error.type == "TimeoutExceededError", "\(error)")
        try await expectNoneOf("pids", count: 3)
    }

    @Test func oneThatLeavesOthersBehindWithItsOutputOpen() async throws {
        let script = "(trap '' TERM; while :; do sleep 1000; done) & echo $! > $FILE; echo done"
        let output = try await process.output(inputs(script))
        #expect(output["stdout"] == "done\n")
        try await expectNoneOf("pids", count: 1)
    }

    @Test(arguments: ["", " >&2"]) func oneThatNeverStopsWriting(_ stream: String) async throws {
        let script = "echo $$ > $FILE; yes x\(stream)"
        let error = await process.error(inputs(script, ["max_response_bytes": 100_000]))
        #expect(error.type == "ConnectionFailedError", "\(error)")
        #expect(error.message == "PROCESS sh: there are more than 100000 bytes of output (max_response_bytes)")
        try await expectNoneOf("pids", count: 1)
    }

    @Test func asManyBytesAsItMay() async throws {
        let order: JSONObject = ["max_response_bytes": 100_000]
        let output = try await process.output(inputs("head -c 100000 /dev/zero | tr '\\0' x", order))
        #expect(output["stdout"]?.text?.utf8.count == 100_000)
        let error = await process.error(inputs("head -c 100001 /dev/zero | tr '\\0' x", order))
        #expect(error.message.contains("more than 100000 bytes"), "\(error)")
    }

    @Test func cancelled() async throws {
        let script =
            "trap '' TERM; (trap '' TERM; while :; do sleep 1000; done) & echo $! > $FILE; echo $$ >> $FILE; wait; wait"
        let task = Task { [process, inputs = inputs(script)] in await process.error(inputs) }
        while (try? folder.text("pids"))?.split(separator: "\n").count != 2 {
            try await Task.sleep(for: .milliseconds(10))
        }
        task.cancel()
        let error = await task.value
        #expect(error.type == "ConnectionFailedError" && error.message == "PROCESS sh: cancelled", "\(error)")
        try await expectNoneOf("pids", count: 2)
    }

    @Test func manyAtOnce() async throws {
        let outputs = try await withThrowingTaskGroup(of: JSONValue?.self) { group in
            for number in 0..<40 {
                group.addTask { [process] in
                    try await process.output(["command": "cat", "input": .string("\(number)")])["stdout"]
                }
            }
            return try await group.reduce(into: []) { $0.append($1?.text ?? "") }
        }
        #expect(Set(outputs) == Set((0..<40).map(String.init)))
    }

    @Test func foldersOfProcessesThatDiedAreRemoved() async throws {
        let made = await PrivateFolder.use([.init(name: "key", content: [1, 2, 3])]) { folder in
            let mode = try? FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? NSNumber
            let file = try? FileManager.default.attributesOfItem(atPath: folder.file("key"))[.posixPermissions]
            #expect(mode?.intValue == 0o700 && (file as? NSNumber)?.intValue == 0o600)
            return folder.path
        }
        let path = try #require(made)
        #expect(!FileManager.default.fileExists(atPath: path))
        // Left over by one that died an hour ago, and one of somebody who is still there.
        let (old, used) = (path + "old", path + "used")
        for folder in [old, used] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            try "x".write(toFile: folder + "/key", atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: folder)
        }
        let lock = open(used, O_RDONLY | O_DIRECTORY)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        PrivateFolder.removeLeftOver()
        #expect(!FileManager.default.fileExists(atPath: old) && FileManager.default.fileExists(atPath: used))
        close(lock)
        try FileManager.default.removeItem(atPath: used)
    }
}
