import FlowModel
import Foundation
import GRDB
import Testing

/// What the commands do with executions that outlive a process.
@Suite(.timeLimit(.minutes(10))) struct DurableCommandTests {
    private func rows(_ store: String, _ options: String...) throws -> [JSONObject] {
        let list = try moonflow(["exec", "list"] + options, store: store)
        #expect(list.status == 0, "\(list.errors)")
        return try (JSONParser.parse(list.output) as JSONValue).items?.compactMap(\.object) ?? []
    }

    private func id(_ name: String, _ store: String) throws -> String {
        try #require(try rows(store, "--all").first { $0["name"]?.text == name }?["id"]?.text)
    }

    @Test func aKilledRunGoesOn() throws {
        let folder = try Folder([
            "main.lua": """
            this:log("first")
            this:set_output("child", this:flow("other"):get("output_value"))
            this:log("ready")
            this:sleep(1)
            this:log("last")
            """, "other.lua": "return {n = 1}",
        ])
        let store = folder.file("store.db")
        let run = try MoonflowProcess(["run", folder.file("main.lua")], store: store)
        #expect(try run.hasSaid("ready"))
        #expect(try run.killed().status == -SIGKILL)
        #expect(try rows(store).map { $0["status"] } == ["WAITING_SCHEDULED"])

        let resumed = try moonflow("resume", store: store)
        #expect(resumed.status == 0, "\(resumed.errors)")
        let main = try id("main", store)
        #expect(resumed.output == "ENDED_SUCCESS main \(main)\n")
        #expect(!resumed.errors.contains("first"))
        #expect(try rows(store, "--all").count == 2)
        let logs = try JSONParser.parse(try moonflow("exec", "logs", main, store: store).output) as JSONValue
        #expect(logs.items?.map { $0.object?["data"] } == ["first", "ready", "last"])
        let shown = try JSONParser.parse(try moonflow("exec", "show", main, store: store).output) as JSONValue
        #expect(shown.object?["output_value"] == ["child": ["n": 1]])
        #expect(try moonflow("resume", store: store).output == "")
    }

    @Test func interruptKeepsTheExecution() throws {
        let folder = try Folder(["a.lua": "this:log('ready') this:sleep(600)"])
        let store = folder.file("store.db")
        let run = try MoonflowProcess(["run", folder.file("a.lua")], store: store)
        #expect(try run.hasSaid("ready"))
        run.process.interrupt()
        let result = try run.finish()
        #expect(result.status == 130)
        #expect(result.errors.contains("is safe: moonflow resume goes on with it"), "\(result.errors)")
        #expect(try rows(store).map { $0["status"] } == ["WAITING_SCHEDULED"])
        #expect(try moonflow("resume", "--no-wait", store: store).status == 0)
    }

    @Test func anAnswerFromOutside() throws {
        let folder = try Folder([
            "a.lua": """
            local message = this:message{subject = "Deploy?", message = "Please decide", wait = true}
            this:set_output("answer", message:get("response"))
            """
        ])
        let store = folder.file("store.db")
        let run = try moonflow("run", folder.file("a.lua"), store: store)
        #expect(run.status == 5)
        #expect(run.errors.contains("it waits for an answer to the message 'Deploy?'"), "\(run.errors)")
        #expect(try moonflow("resume", store: store).status == 5)

        let open = try JSONParser.parse(try moonflow("exec", "answer", store: store).output) as JSONValue
        let message = try #require(open.items?.first?.object?["id"]?.text)
        #expect(open.items?.count == 1)
        #expect(try moonflow("exec", "answer", "ffff00", "--value", "{}", store: store).status == 64)
        #expect(try moonflow("exec", "answer", message, "--value", "{nothing", store: store).status == 64)
        let answered = try moonflow("exec", "answer", "\(message.suffix(6))", "--value", #"{"ok": true}"#, store: store)
        #expect(answered.status == 0, "\(answered.errors)")
        #expect(try moonflow("resume", store: store).status == 0)
        let shown =
            try JSONParser.parse(
                try moonflow("exec", "show", try id("a", store), store: store).output) as JSONValue
        #expect(shown.object?["output_value"] == ["answer": ["ok": true]])
    }

    @Test func anAnswerThatDoesNotFitTheFormLeavesTheMessageOpen() throws {
        let folder = try Folder([
            "a.lua": """
            local form = {type = "object", properties = {size = {element = "number", type = "integer"}}, required = {"size"}}
            return this:message("How many?", {body = form}):get("response")
            """
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 5)
        let open = try JSONParser.parse(try moonflow("exec", "answer", store: store).output) as JSONValue
        let message = try #require(open.items?.first?.object?["id"]?.text)
        for (answer, fault) in [
            (#"{"size": "big"}"#, "'/size': expected an integer"), ("{}", "'size' is missing"),
            ("3", "expected a table"),
        ] {
            let refused = try moonflow("exec", "answer", message, "--value", answer, store: store)
            #expect(refused.status == 64)
            #expect(refused.errors.contains(fault) && refused.errors.contains("stays open"), "\(refused.errors)")
        }
        #expect(try moonflow("exec", "answer", message, "--value", #"{"size": 3}"#, store: store).status == 0)
        #expect(try moonflow("resume", store: store).status == 0)
    }

    @Test func pauseResumeCancel() throws {
        let folder = try Folder(["a.lua": "this:pause('look at this') return {x = 1}"])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 5)
        let a = try id("a", store)
        let why = try moonflow("exec", "why", a, store: store)
        #expect(why.output.contains("the execution is paused (look at this): moonflow exec resume \(a)"))
        #expect(try moonflow("exec", "resume", a, store: store).status == 0)
        #expect(try moonflow("resume", store: store).status == 0)
        #expect(try moonflow("exec", "cancel", a, store: store).errors.contains("has ended already"))

        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 5)
        let b = try #require(try rows(store).first?["id"]?.text)
        #expect(try moonflow("exec", "cancel", b, "--message", "enough", store: store).status == 0)
        #expect(try moonflow("exec", "why", b, store: store).output.contains("ENDED_CANCELLED"))
        #expect(try moonflow("resume", store: store).output == "")
    }

    @Test func rewinding() throws {
        let folder = try Folder([
            "a.lua": """
            local count = 0
            this:create_savepoint("before")
            count = count + 1
            this:set_output("count", count)
            """
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 0)
        let a = try id("a", store)
        #expect(try moonflow("exec", "rewind", a, "--to", "nowhere", store: store).errors.contains("it has before"))
        #expect(try moonflow("exec", "rewind", a, "--to", "before", store: store).status == 0)
        #expect(try rows(store).count == 1)
        #expect(try moonflow("resume", store: store).output == "ENDED_SUCCESS a \(a)\n")
    }

    @Test func anEditedScript() throws {
        let script = "this:log('one')\nthis:pause()\nthis:log('two')"
        let folder = try Folder(["a.lua": script])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 5)
        let a = try id("a", store)

        try folder.write("this:log('uno')\nthis:pause()", to: "other.lua")
        let refused = try moonflow("exec", "replace-script", a, folder.file("other.lua"), store: store)
        #expect(refused.status == 4)
        #expect(
            refused.errors.contains("this:log('one')") && refused.errors.contains("this:log('uno')"),
            "\(refused.errors)")
        #expect(try moonflow("exec", "show", "--script", a, store: store).output == script + "\n")

        try folder.write("this:log('one')\nthis:pause()\nthis:log('three')", to: "fits.lua")
        let taken = try moonflow("exec", "replace-script", a, folder.file("fits.lua"), store: store)
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(try moonflow("exec", "resume", a, store: store).status == 0)
        #expect(try moonflow("resume", store: store).errors.contains("three"))
    }

    @Test func twoProcessesOnOneStore() throws {
        let folder = try Folder(["a.lua": "this:log('ready') this:sleep(600)", "b.lua": "return {}"])
        let store = folder.file("store.db")
        let first = try MoonflowProcess(["run", folder.file("a.lua")], store: store)
        #expect(try first.hasSaid("ready"))
        let second = try moonflow("run", folder.file("b.lua"), store: store)
        #expect(second.status == 75)
        #expect(second.errors.contains("is held by the process \(first.process.processIdentifier)"), "\(second.errors)")
        #expect(try moonflow("resume", store: store).status == 75)
        // Reading needs no hold, and acting goes through the one that has it.
        let a = try #require(try rows(store).first?["id"]?.text)
        #expect(try moonflow("exec", "why", a, store: store).output.contains("it sleeps until"))
        #expect(try moonflow("exec", "rewind", a, "--to", "x", store: store).status == 64)
        let cancelled = try moonflow("exec", "cancel", a, "--message", "by the second", store: store)
        #expect(cancelled.status == 0, "\(cancelled.errors)")
        let result = try first.finish()
        #expect(result.status == 2)
        #expect(result.errors.contains("cancelled: by the second"))
    }

    @Test func theEndOfTheHolderFreesTheStore() throws {
        let folder = try Folder(["a.lua": "this:log('ready') this:sleep(600)", "b.lua": "return {}"])
        let store = folder.file("store.db")
        let first = try MoonflowProcess(["run", folder.file("a.lua")], store: store)
        #expect(try first.hasSaid("ready"))
        _ = try first.killed()
        #expect(try moonflow("run", folder.file("b.lua"), store: store).status == 0)
        #expect(try rows(store).count == 1)
    }

    @Test func unusableStores() throws {
        let folder = try Folder(["a.lua": "return {}", "text": "this is a text, and no database at all"])
        func expect(_ store: String, _ part: String) throws {
            for arguments in [["run", folder.file("a.lua")], ["resume"], ["exec", "list"]] {
                let result = try moonflow(arguments, store: store)
                #expect(result.status == 64, "\(arguments): \(result.errors)")
                #expect(result.errors.contains(part) || arguments[0] == "exec", "\(arguments): \(result.errors)")
                #expect(!result.errors.isEmpty)
            }
        }
        try expect(folder.file("text"), "is not a store of moonflow; name another file with --store")
        try expect("/proc/none/store.db", "/proc/none")
        try expect(folder.path, "is a folder; name a file in it")
        #expect(try moonflow("run", folder.file("a.lua"), store: folder.file("store.db")).status == 0)
        try change(folder.file("store.db"), "PRAGMA user_version = 99")
        try expect(folder.file("store.db"), "was written by a newer moonflow")
        try change(folder.file("other.db"), "CREATE TABLE things (name)")
        try expect(folder.file("other.db"), "is a database, but no store of moonflow")
        let unknown = try moonflow("exec", "show", "abcdef", store: folder.file("fresh.db"))
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("there is no store; moonflow run makes one"))
    }

    @Test func aDamagedStoreIsToldAndKept() throws {
        let folder = try Folder(["a.lua": "for i = 1, 200 do this:log(('x'):rep(500)) end"])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 0)
        try change(store, "PRAGMA wal_checkpoint(TRUNCATE)")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: store))
        for position in stride(from: 4096 + 100, to: bytes.count, by: 512) { bytes[position] ^= 0xA5 }
        try bytes.write(to: URL(fileURLWithPath: store))
        let result = try moonflow("resume", store: store)
        #expect(result.status == 70)
        #expect(result.errors.contains("is damaged"), "\(result.errors)")
    }

    @Test func aFullDiskLosesNothing() throws {
        let folder = try Folder([
            "a.lua": """
            for i = 1, 40 do
                this:log(i .. ("x"):rep(20000))
                this:sleep(0.001)
            end
            return {done = true}
            """
        ])
        let store = folder.file("store.db")
        // A limit on the size of files stands for the disk: it needs no rights.
        let limited = "trap '' XFSZ; ulimit -f 500; exec \"$0\" \"$@\""
        let full = try MoonflowProcess(["run", folder.file("a.lua")], store: store, through: limited).finish()
        #expect(full.status == 74)
        #expect(
            full.errors.contains("is the disk full?") || full.errors.contains("the disk is full"),
            "\(full.errors.suffix(300))")
        let resumed = try moonflow("resume", store: store)
        #expect(resumed.status == 0, "\(resumed.errors.suffix(300))")
        let a = try id("a", store)
        let logs = try JSONParser.parse(try moonflow("exec", "logs", a, store: store).output) as JSONValue
        #expect(logs.items?.count == 40)
    }

    @Test func namesOfOneCharacter() throws {
        let folder = try Folder(["a": "return {x = 1}"])
        let run = try MoonflowProcess(["run", "a", "--store", "s"], in: folder.path).finish()
        #expect(run.status == 0, "\(run.errors)")
        #expect(FileManager.default.fileExists(atPath: folder.file("s")))
    }

    @Test func aChildThatDoesNotCompile() throws {
        let folder = try Folder([
            "a.lua": """
            local ok, err = pcall(function() return this:flow("broken") end)
            this:set_output("ok", ok)
            this:set_output("text", tostring(err))
            """, "broken.lua": "if x then",
        ])
        let result = try moonflow("run", folder.file("a.lua"))
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("broken"), "\(result.output)")
        #expect(result.output.contains("\"ok\":false"))
    }

    @Test func aLockThatNeverComesFree() throws {
        let folder = try Folder([
            "holder.lua": "this:lock('printer') this:pause()",
            "waiter.lua": "this:wait_lock('printer', {timeout = 0.05})",
            "patient.lua": "this:wait_lock('printer')",
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("holder.lua"), store: store).status == 5)
        let waiter = try moonflow("run", folder.file("waiter.lua"), store: store)
        #expect(waiter.status == 1)
        #expect(waiter.errors.contains("printer"), "\(waiter.errors)")
        let patient = try moonflow("run", folder.file("patient.lua"), store: store)
        #expect(patient.status == 5)
        #expect(patient.errors.contains("it waits for the lock 'printer', which 'holder'"), "\(patient.errors)")
    }

    @Test func pruning() throws {
        let folder = try Folder([
            "done.lua": "this:flow('child') return {}", "child.lua": "return {}",
            "open.lua": "local child = this:flow('child') this:pause() return {status = child:get('status')}",
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("exec", "prune", "--older-than", "0", store: store).status == 64)
        #expect(try moonflow("run", folder.file("done.lua"), store: store).status == 0)
        #expect(try moonflow("run", folder.file("open.lua"), store: store).status == 5)
        #expect(try moonflow("exec", "prune", "--older-than", "-1", store: store).status == 64)
        let none = try moonflow("exec", "prune", "--older-than", "1", store: store)
        #expect(none.errors == "0 executions removed\n")
        let pruned = try moonflow("exec", "prune", "--older-than", "0", store: store)
        #expect(pruned.errors == "2 executions removed\n")
        // The child of what has not ended is still there to be asked.
        #expect(try moonflow("exec", "resume", try id("open", store), store: store).status == 0)
        #expect(try moonflow("resume", store: store).status == 0)
        let rest = try rows(store, "--all")
        #expect(rest.map { $0["name"] } == ["child", "open"])
        #expect(rest.last?["output_value"] == ["status": "ENDED_SUCCESS"])
    }

    @Test func treesAndJournals() throws {
        let folder = try Folder([
            "a.lua": "for i = 1, 3 do this:flow('b', {i = i}) end", "b.lua": "this:sleep(0.001) return {}",
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 0)
        let a = try id("a", store)
        let tree = try JSONParser.parse(try moonflow("exec", "tree", a, store: store).output) as JSONValue
        #expect(tree.items?.count == 4)
        let journal = try JSONParser.parse(try moonflow("exec", "journal", a, store: store).output) as JSONValue
        let calls = journal.items?.compactMap { $0.object?["function"]?.text } ?? []
        #expect(calls.count { $0.contains("flow") } == 3, "\(calls)")
    }

    /// Runs SQL on a database, which is made when it is not there.
    private func change(_ path: String, _ sql: String) throws {
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { try $0.execute(sql: sql) }
        try database.close()
    }
}
