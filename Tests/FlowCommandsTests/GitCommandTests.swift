import FlowModel
import Foundation
import Testing

/// Projects that are tracked, from the command line.
@Suite(.timeLimit(.minutes(10))) struct GitCommandTests {
    private func subjects(_ folder: String) throws -> [String] {
        let projects = try FileManager.default.contentsOfDirectory(atPath: folder)
        try #require(projects.count == 1)
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", "\(folder)/\(projects[0])", "log", "--reverse", "--format=%s"]
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func aRunCommitsAndResumeMakesUpForAKill() throws {
        let folder = try Folder([
            "a.lua": """
            system:project("app"):save{track_in_git = true, commit_message = "Begin"}
            this:sleep(0.01)
            system:setting("a"):save{value = 1, project_name = "app", commit_message = "A setting"}
            """,
            "b.lua": """
            system:setting("a"):save{value = 2, commit_message = "A change"}
            this:log("ready")
            this:sleep(600)
            """,
        ])
        let store = folder.file("store.db")
        let run = try moonflow("run", folder.file("a.lua"), store: store)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try subjects("\(store).git") == ["Begin", "A setting"])
        // A git folder that cannot be is as good as a kill before git had its turn.
        let killed = try MoonflowProcess(["run", folder.file("b.lua"), "--git", "/dev/null/git"], store: store)
        #expect(try killed.hasSaid("ready"))
        #expect(try killed.killed().status == -SIGKILL)
        #expect(try subjects("\(store).git") == ["Begin", "A setting"])
        for _ in 1...2 {
            let resumed = try moonflow("resume", "--no-wait", store: store)
            #expect(resumed.status == 0, "\(resumed.errors)")
            #expect(try subjects("\(store).git") == ["Begin", "A setting", "A change"])
        }
    }
}
