import FlowModel
import Foundation
import Testing

/// What a person sees on the terminal while executions run.
@Suite(.timeLimit(.minutes(10))) struct LiveProgressTests {
    private static let flows = [
        "main.lua": """
        this:log("first line")
        local kid = this:flow("kid", {wait = false})
        this:log("ready")
        this:pause("wait for the test")
        this:log("last line")
        """,
        "kid.lua": "this:log('kid begins') this:sleep(600)",
    ]

    private func wait(_ terminal: Terminal, _ process: MoonflowProcess, for part: String) throws {
        while process.process.isRunning, !terminal.text().contains(part) { Thread.sleep(forTimeInterval: 0.01) }
        #expect(terminal.text().contains(part), "\(terminal.text())")
    }

    @Test func theTreeStandsBelowTheLog() throws {
        let folder = try Folder(Self.flows)
        let terminal = try Terminal(width: 70)
        let store = folder.file("store.db")
        let run = try MoonflowProcess(["run", folder.file("main.lua")], store: store, terminal: terminal)
        try wait(terminal, run, for: "sleeps")
        let screen = terminal.screen()
        let title = try #require(screen.lastIndex { $0.contains("1 waiting, 1 paused") }, "\(screen)")
        #expect(screen[..<title].contains { $0.hasSuffix("user log: ready") })
        #expect(screen[title + 1].hasPrefix("main "))
        #expect(screen[title + 2].hasPrefix("  kid "))
        #expect(screen.allSatisfy { $0.count < 70 || !$0.contains("sleeps") })

        run.process.interrupt()
        let result = try run.finish()
        #expect(result.status == 130)
        let after = terminal.screen()
        #expect(!after.contains { $0.contains("sleeps") || $0.contains("1 waiting") }, "\(after)")
        #expect(after.contains { $0.contains("user log: ready") })
        #expect(after.contains { $0.contains("interrupted") })
    }

    @Test func whoeverIsTerminatedLeavesNoTree() throws {
        let folder = try Folder(Self.flows)
        let terminal = try Terminal()
        let run = try MoonflowProcess(
            ["run", folder.file("main.lua")], store: folder.file("store.db"), terminal: terminal)
        try wait(terminal, run, for: "sleeps")
        run.process.terminate()
        let result = try run.finish()
        #expect(result.status == -SIGTERM || result.status == 128 + SIGTERM)
        #expect(!terminal.screen().contains { $0.contains("sleeps") })
        let rest = try moonflow("exec", "list", store: folder.file("store.db"))
        #expect((try JSONParser.parse(rest.output) as JSONValue).items?.count == 2)
    }

    @Test(
        arguments: [
            (["--no-progress"], ""), (["--json"], ""), ([], "TERM=dumb"), (["--memory", "--virtual-clock"], "TERM="),
        ])
    func nothingIsDrawnForThoseWhoDoNotWantIt(_ options: [String], _ environment: String) throws {
        let folder = try Folder(["a.lua": "this:log('begin') this:wait_lock('x', {timeout = 0.8}) "])
        let terminal = try Terminal()
        let run = try MoonflowProcess(
            ["run", folder.file("a.lua")] + options, store: folder.file("store.db"),
            through: "export \(environment); exec \"$0\" \"$@\"", terminal: terminal)
        _ = try run.finish()
        #expect(!terminal.text().contains("\u{1B}[J"), "\(terminal.text())")
    }

    @Test func coloursCanBeTurnedOff() throws {
        let folder = try Folder(Self.flows)
        for (setting, hasColours) in [("NO_COLOR=1", false), ("NO_COLOR=", true)] {
            let terminal = try Terminal()
            let run = try MoonflowProcess(
                ["run", folder.file("main.lua")], store: folder.file("store-\(hasColours).db"),
                through: "export \(setting); exec \"$0\" \"$@\"", terminal: terminal)
            try wait(terminal, run, for: "sleeps")
            run.process.interrupt()
            _ = try run.finish()
            #expect(terminal.text().contains(/\u{1B}\[[0-9;]*m/) == hasColours)
        }
    }

    @Test func withoutATerminalThereIsNone() throws {
        let folder = try Folder(["a.lua": "this:log('begin') this:sleep(0.6)"])
        let result = try moonflow("run", folder.file("a.lua"), store: folder.file("store.db"))
        #expect(result.status == 0)
        #expect(!result.errors.contains("\u{1B}"))
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }
}
