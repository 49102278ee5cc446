import FlowModel
import Foundation
import Testing

/// `moonflow debug`, driven over standard input.
@Suite(.timeLimit(.minutes(5))) struct DebugCommandTests {
    private static let script = """
        local function double(n)
            local twice = n * 2
            return twice
        end
        local sum = 0
        for i = 1, 3 do
            sum = sum + double(i)
        end
        this:log("sum", sum)
        local name = this:get("name")
        return {sum = sum, name = name, given = inputs.given}
        """

    private func folder() throws -> Folder { try Folder(["sums.lua": Self.script]) }

    private func debug(_ orders: [String], _ arguments: String..., store: String) throws -> Finished {
        try moonflow(["debug"] + arguments, input: orders.joined(separator: "\n") + "\n", store: store)
    }

    private func record(_ id: String, _ store: String) throws -> JSONObject {
        let shown = try moonflow("exec", "show", id, store: store)
        #expect(shown.status == 0, "\(shown.errors)")
        return (try JSONParser.parse(shown.output) as JSONValue).object ?? [:]
    }

    private func ids(_ store: String) throws -> [String] {
        let list = try moonflow("exec", "list", "--all", store: store)
        return (try JSONParser.parse(list.output) as JSONValue).items?.compactMap { $0.object?["id"]?.text } ?? []
    }

    private func lines(_ result: Finished, _ prefix: String) -> [String] {
        result.output.split(separator: "\n").map(String.init).filter { $0.hasPrefix(prefix) }
    }

    @Test func stepsThroughAScript() throws {
        let folder = try folder()
        let result = try debug(
            ["break 2", "continue", "vars", "where", "next", "print twice", "", "out", "c", "delete 2", "continue"],
            folder.file("sums.lua"), "--input", #"{"given": 7}"#, store: folder.file("store.db"))
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            lines(result, "line ") == ["line 1", "line 2", "line 3", "line 6", "line 2", "line 2"], "\(result.output)")
        #expect(result.output.contains(">* 2      local twice = n * 2"))
        #expect(result.output.contains("  n = 1"))
        #expect(result.output.contains("> 1  double, sums.lua:2"))
        #expect(result.output.contains("  2  the script, sums.lua:7"))
        #expect(result.output.contains("twice = 2"))
        #expect(result.output.contains("the execution has ended with ENDED_SUCCESS"))
        #expect(result.output.contains(#"output: {"given":7,"name":"sums","sum":12}"#))
        #expect(result.errors.contains("sum 12"))
    }

    /// What the debugger leaves stands where it stood, and goes on with or without it.
    @Test func leavingPausesAndComingBackGoesOn() throws {
        let folder = try folder()
        let store = folder.file("store.db")
        let left = try debug(["b 9", "c"], folder.file("sums.lua"), store: store)
        #expect(left.status == 0, "\(left.errors)")
        #expect(left.errors.contains("is paused"))
        let id = try #require(try ids(store).first)
        #expect(try record(id, store)["status"] == "PAUSED")
        #expect(try moonflow("exec", "why", id, store: store).output.contains("it stands at line 9"))
        let back = try debug(["vars", "n", "vars"], id, store: store)
        #expect(lines(back, "line ") == ["line 9", "line 10"])
        #expect(back.output.contains("  sum = 12"))
        #expect(back.errors.contains("sum 12"))
        #expect(try moonflow("exec", "resume", id, store: store).status == 0)
        #expect(try moonflow("resume", store: store).status == 0)
        #expect(try record(id, store)["output_value"] == ["name": "sums", "sum": 12])
    }

    @Test func aKilledDebuggerLeavesAPausedExecution() throws {
        let folder = try folder()
        let store = folder.file("store.db")
        let seen = folder.file("seen")
        FileManager.default.createFile(atPath: seen, contents: nil)
        // Its standard input stays open, so that it waits for orders when it is killed.
        let process = try MoonflowProcess(
            ["debug", folder.file("sums.lua")], store: store, to: FileHandle(forWritingTo: URL(fileURLWithPath: seen)))
        try process.give("break 9\ncontinue\n", closing: false)
        while !(try String(contentsOfFile: seen, encoding: .utf8)).contains("line 9\n") { usleep(20_000) }
        #expect(try process.killed().status == -SIGKILL)
        let id = try #require(try ids(store).first)
        #expect(try record(id, store)["status"] == "PAUSED")
        let back = try debug(["n"], id, store: store)
        #expect(lines(back, "line ") == ["line 9", "line 10"], "\(back.errors)")
    }

    @Test func lookingIntoTheEndedChangesNothing() throws {
        let folder = try folder()
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("sums.lua"), store: store).status == 0)
        let id = try #require(try ids(store).first)
        let (before, journal) = (try record(id, store), try moonflow("exec", "journal", id, store: store).output)
        let result = try debug(
            ["break 7", "c", "c", "print sum", "journal", "jump 2", "vars", "jump 1", "next", "jump end", "jump 9"], id,
            "--at", "1", store: store)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("call #1, Execution:log, line 9 (to look only)"))
        #expect(result.output.contains(#"#2  line 10  Execution:get  = ["sums"]"#))
        #expect(result.output.contains("line 10 (to look only)"))
        #expect(result.output.contains("the script returned; the execution has ENDED_SUCCESS"))
        #expect(result.output.contains("error: there is no call 9; the journal has 2"))
        #expect(try record(id, store) == before)
        #expect(try moonflow("exec", "journal", id, store: store).output == journal)
        let steps = try debug(["break 7", "c", "c", "print sum", "step", "out"], id, store: store)
        #expect(
            lines(steps, "line ").map { $0.prefix(7).trimmingCharacters(in: .whitespaces) }
                == ["line 1", "line 7", "line 7", "line 2", "line 6"])
        #expect(steps.output.contains("sum = 2\n"))
        #expect(try record(id, store) == before)
    }

    @Test func aForkIsANewExecution() throws {
        let folder = try folder()
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("sums.lua"), store: store).status == 0)
        let id = try #require(try ids(store).first)
        let before = try record(id, store)
        let result = try debug(["fork 2 \"another\"", "vars", "continue"], id, store: store)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("begins as \(id) did"))
        #expect(result.output.contains("  name = \"another\""))
        #expect(result.output.contains(#"output: {"name":"another","sum":12}"#))
        #expect(try record(id, store) == before)
        #expect(try ids(store).count == 2)
        let wrong = try debug(["fork 9 1", "fork x 1", "fork 1", "nxt"], id, store: store)
        #expect(lines(wrong, "error: ").count == 4, "\(wrong.output)")
        #expect(wrong.output.contains("did you mean 'next'?"))
        #expect(try ids(store).count == 2)
    }

    @Test func aHeldStoreIsNamedAndCanBeLookedInto() throws {
        let folder = try Folder(["sums.lua": Self.script, "waits.lua": "this:log('waiting') this:sleep(1000)"])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("sums.lua"), store: store).status == 0)
        let id = try #require(try ids(store).first)
        let holder = try MoonflowProcess(["run", folder.file("waits.lua")], store: store)
        try holder.give("")
        while try ids(store).count < 2 { usleep(20_000) }
        let file = try debug(["next"], folder.file("sums.lua"), store: store)
        #expect(file.status == 75)
        #expect(file.errors.contains("is held by the process \(holder.process.processIdentifier)"))
        let look = try debug(["fork 1 2", "jump 2", "print sum"], id, store: store)
        #expect(look.status == 0)
        #expect(look.errors.contains("is held by the process \(holder.process.processIdentifier)"))
        #expect(look.output.contains("error: the store is held by another process"))
        #expect(look.output.contains("sum = 12"))
        holder.process.terminate()
    }

    @Test func wrongUsageIsTold() throws {
        let folder = try folder()
        let store = folder.file("store.db")
        for (arguments, words) in [
            (["debug", folder.file("sums.lua"), "--at", "1"], "--at is for an execution"),
            (["debug", folder.file("sums.lua"), "--input", "-"], "Commands come from standard input"),
            (["debug", "01a2157b47e4", "--input", "{}"], "--input is for a script"),
            (["debug", folder.file("none.lua")], "none.lua"),
        ] {
            let result = try moonflow(arguments, store: store)
            #expect(result.status == 64, "\(arguments) \(result.errors)")
            #expect(result.errors.contains(words), "\(result.errors)")
        }
        let help = try moonflow("debug", "--help")
        for word in ["break, b [LINE]", "fork N JSON", "The store is held", "jump end"] {
            #expect(help.output.contains(word), "\(word)")
        }
    }
}
