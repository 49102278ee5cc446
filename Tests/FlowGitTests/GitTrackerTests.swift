import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Foundation
import LuaHost
import Testing

@testable import FlowGit

/// Changes of tracked projects become commits of a real git, each once, whatever is killed in between.
@Suite(.timeLimit(.minutes(10))) struct GitTrackerTests {
    private static let start = ScriptTime(microseconds: 1_767_225_600_000_000)

    /// A store and a folder for repositories, which outlive the engines on them.
    private final class Workplace {
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-git-\(UUID().uuidString)")
        let store: any FlowStore
        private var runs: UInt64 = 0

        init(isLasting: Bool = false) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            store =
                isLasting
                ? try SQLiteStore(path: folder.appending(path: "store.db").path, durability: .normal) : MemoryStore()
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        var repository: SystemGit { SystemGit(folder: folder.appending(path: "git").path) }

        /// A new process, as far as the store can see.
        func engine() throws -> ExecutionEngine {
            var configuration = EngineConfiguration()
            configuration.clock = VirtualClock(start: GitTrackerTests.start)
            configuration.workers = 1
            return ExecutionEngine(store: store, environment: try .flow(), configuration: configuration)
        }

        /// Runs a script without any tracking: as if the process were killed before git had its turn.
        @discardableResult
        func run(_ script: String) async throws -> JSONValue {
            let engine = try engine()
            defer { engine.stop() }
            runs += 1
            let record = ExecutionRecord(
                id: ExecutionID(createdAt: GitTrackerTests.start, random: (runs, runs << 3)), name: "flow",
                script: script, inputs: [:], createdAt: GitTrackerTests.start)
            let row = try await engine.end(of: try await engine.start(record, seed: 1))
            #expect(row.record.status == .endedSuccess, "\(row.record.message ?? row.divergence ?? "")")
            return row.record.output
        }

        func drain(_ repository: any ProjectRepository) async throws {
            let engine = try engine()
            defer { engine.stop() }
            try await GitTracker(store: store, engine: engine, repository: repository).drain()
        }

        func pending() throws -> [TrackedChange] {
            try RecordSession(CommittedRecords(store)).page(
                RecordQuery(type: "operation", moment: ScriptTime.range.upperBound), after: nil, limit: .max
            ).compactMap(TrackedChange.init)
        }

        /// What git says in the repository of the only project.
        func git(_ arguments: String...) throws -> String {
            let root = folder.appending(path: "git").path
            let projects = try FileManager.default.contentsOfDirectory(atPath: root)
            try #require(projects.count == 1)
            let (process, pipe) = (Process(), Pipe())
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["git", "-C", "\(root)/\(projects[0])"] + arguments
            process.standardOutput = pipe
            try process.run()
            let output = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: output, as: UTF8.self)
        }

        var subjects: [String] {
            get throws { try git("log", "--reverse", "--format=%s").split(separator: "\n").map(String.init) }
        }

        var files: [String] {
            get throws { try git("ls-files").split(separator: "\n").map(String.init) }
        }
    }

    /// Commits as the real one does, and is killed before it can tell.
    private struct KilledRepository: ProjectRepository {
        let base: SystemGit

        func commit(_ change: TrackedChange) async throws(GitFailure) -> String? {
            _ = try await base.commit(change)
            throw GitFailure("killed")
        }
    }

    private static let history = """
        system:setting("outside"):save{value = 0}
        system:project("app"):save{track_in_git = true}
        this:sleep(1)
        local setting = system:setting("limits"):save{value = {disk = 10}, project_name = "app",
            commit_message = "Limit the disk"}
        this:sleep(1)
        setting:save{value = {disk = 20}}
        system:flow("a/b"):save{script = "return 1", project_name = "app"}
        this:sleep(1)
        setting:save{name = "bounds", commit_message = "A better name"}
        this:sleep(1)
        system:setting("bounds"):save{project_id = null, commit_message = "Out of it"}
        this:sleep(1)
        system:flow("a/b"):delete()
        """
    private static let subjects = [
        "Change project app", "Limit the disk", "Change setting limits, flow a/b", "A better name", "Out of it",
        "Change flow a/b",
    ]

    @Test(arguments: [false, true]) func everyTurnIsOneCommit(_ isLasting: Bool) async throws {
        let place = try Workplace(isLasting: isLasting)
        try await place.run(Self.history)
        #expect(try place.pending().count == Self.subjects.count)
        try await place.drain(place.repository)
        #expect(try place.pending().isEmpty)
        #expect(try place.subjects == Self.subjects)
        #expect(try place.files == ["project.json"])
        #expect(try place.git("show", "HEAD~3:flow/a%2fb.json").contains("\"script\": \"return 1\""))
        #expect(try place.git("show", "HEAD~4:setting/limits.json").contains("\"disk\": 10"))
        #expect(try place.git("log", "-1", "--skip=4", "--format=%an %ad", "--date=unix") == "moonflow 1767225601\n")
        let seen = try await place.run(
            """
            local messages = {}
            for row in system:setting("bounds"):git_log_list() do messages[#messages + 1] = row:get("message") end
            return {messages = messages, operations = system:project("app"):operation_list():count()}
            """)
        #expect(
            seen == [
                "messages": ["Limit the disk", "Change setting limits, flow a/b", "A better name", "Out of it"],
                "operations": 0,
            ])
    }

    @Test func aKillBetweenTheTwoCommitsLosesNothingAndDoublesNothing() async throws {
        let place = try Workplace(isLasting: true)
        try await place.run(Self.history)
        // Each process gets one commit into git, and dies before the store knows.
        for count in 1...Self.subjects.count {
            await #expect(throws: GitFailure.self) {
                try await place.drain(KilledRepository(base: place.repository))
            }
            #expect(try place.subjects.count == count)
            let first = try #require(try place.pending().first)
            let again = try await place.repository.commit(first)
            #expect(try place.git("rev-parse", "HEAD") == "\(again ?? "")\n")
            let engine = try place.engine()
            try await engine.change { transitions throws(StoreError) in
                try transitions.committed(first, as: again)
                // As does a second one that knows of the same operation.
                try transitions.committed(first, as: again)
            }
            engine.stop()
        }
        try await place.drain(place.repository)
        #expect(try place.subjects == Self.subjects)
    }

    @Test func aGitThatWasKilledIsNoHindrance() async throws {
        let place = try Workplace()
        try await place.run(Self.history)
        await #expect(throws: GitFailure.self) { try await place.drain(KilledRepository(base: place.repository)) }
        let project = try #require(try place.pending().first).project
        let folder = place.folder.appending(path: "git/\(project)")
        try Data().write(to: folder.appending(path: ".git/index.lock"))
        try Data("half".utf8).write(to: folder.appending(path: "project.json"))
        try await place.drain(place.repository)
        #expect(try place.subjects == Self.subjects)
        #expect(try place.git("status", "--short") == "")
    }

    @Test func nothingNewIsNoCommit() async throws {
        let place = try Workplace()
        try await place.run(
            """
            system:setting("early"):save{value = 1, project_id = system:project("app"):save():get("id")}
            this:sleep(1)
            system:project("app"):save{track_in_git = true, commit_message = "Begin"}
            this:sleep(1)
            system:setting("early"):save{value = 1}
            this:sleep(1)
            system:project("app"):save{track_in_git = false}
            this:sleep(1)
            system:setting("early"):save{value = 2}
            """)
        try await place.drain(place.repository)
        #expect(try place.subjects == ["Begin"])
        #expect(try place.files == ["project.json", "setting/early.json"])
        #expect(try place.pending().isEmpty)
    }

    @Test func whatCannotBeDoneIsTriedAgain() async throws {
        let place = try Workplace()
        try await place.run(Self.history)
        await #expect(throws: GitFailure.self) { try await place.drain(SystemGit(folder: "/dev/null/git")) }
        #expect(try place.pending().count == Self.subjects.count)
        try await place.drain(place.repository)
        #expect(try place.subjects == Self.subjects)
    }

    @Test func aCallThatFailsIsInNoCommit() async throws {
        let place = try Workplace()
        try await place.run(
            """
            system:project("app"):save{track_in_git = true}
            local setting = system:setting("a")
            pcall(setting.save, setting, {value = 1, project_name = "app", commit_message = "No", colour = 2})
            setting:save{value = 1, project_name = "app"}
            """)
        try await place.drain(place.repository)
        #expect(try place.subjects == ["Change project app, setting a"])
    }

    /// Whatever a store has come to hold, nothing is written outside of a repository or into git's own folder.
    @Test(arguments: ["../x", "/x", "a/../../x", ".git/config", "setting/.x", "a/b/c", "", "setting/"])
    func pathsThatLeadElsewhereAreNotWritten(_ path: String) {
        let id = RecordID(createdAt: Self.start, random: (1, 2))
        func change(_ path: String) -> TrackedChange? {
            TrackedChange(
                StoredRecord(
                    id: id, type: "operation",
                    fields: [
                        "record_id": .string(id.description), "operation": "git_commit",
                        "data": ["message": "", "files": .object(JSONObject([.init(key: path, value: "1")]))],
                    ]))
        }
        #expect(change(path) == nil)
        #expect(change("setting/x.json") != nil && change("project.json") != nil)
    }
}
