import FlowModel
import Foundation
import GRDB
import Testing

/// What those need who look after a store: finding, keeping, going back.
@Suite(.timeLimit(.minutes(10))) struct OperatorCommandTests {
    private func rows(_ store: String, _ options: String...) throws -> [JSONObject] {
        let list = try moonflow(["exec", "list"] + options, store: store)
        #expect(list.status == 0, "\(list.errors)")
        return try (JSONParser.parse(list.output) as JSONValue).items?.compactMap(\.object) ?? []
    }

    private func id(_ name: String, _ store: String) throws -> String {
        try #require(try rows(store, "--all", "--name", name).first?["id"]?.text)
    }

    private func change(_ path: String, _ sql: String) throws {
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { try $0.execute(sql: sql) }
        try database.close()
    }

    // MARK: - Looking

    @Test func listsAreFilteredAndComplete() throws {
        let folder = try Folder([
            "main.lua": """
            for i = 1, 299 do this:script("return {}", {name = "kid", wait = false}) end
            local odd = this:script("this:error('odd')", {name = "odd", wait = false})
            this:pause()
            """
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("main.lua"), store: store).status == 5)
        #expect(try rows(store).map { $0["name"] } == ["main"])
        let all = try rows(store, "--all")
        #expect(all.count == 301)
        #expect(all.first?["name"] == "odd")
        #expect(all.last?["name"] == "main")
        #expect(Set(all.compactMap { $0["id"]?.text }).count == 301)
        #expect(try rows(store, "--all", "--limit", "7") == Array(all[..<7]))
        #expect(try rows(store, "--all", "--limit", "0").count == 301)
        #expect(try rows(store, "--all", "--name", "kid").count == 299)
        #expect(try rows(store, "--name", "kid") == [])
        #expect(try rows(store, "--status", "ended_error").map { $0["name"] } == ["odd"])
        #expect(try rows(store, "--status", "PAUSED", "--status", "ENDED_ERROR").map { $0["name"] } == ["odd", "main"])
        #expect(try rows(store, "--all", "--since", "2h").count == 301)
        #expect(try rows(store, "--all", "--since", "2100-01-01").isEmpty)
        let text = try moonflow("exec", "list", "--all", store: store).output
        #expect(text.split(separator: "\n").count == 301)
        for wrong in [["--status", "x"], ["--since", "soon"], ["--limit", "-1"]] {
            #expect(try moonflow(["exec", "list"] + wrong, store: store).status == 64)
        }
    }

    @Test func aReaderThatGoesAwayIsToldByTheExitCode() throws {
        let folder = try Folder(["a.lua": "return {}"])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 0)
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        #expect(try moonflow(["exec", "list", "--all"], store: store, to: full).status == 74)
    }

    @Test func anEndThatNamesSeveralListsThem() throws {
        let folder = try Folder(["a.lua": "this:script('return {}', {name = 'kid'})"])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 0)
        let main = try id("a", store)
        let end = "\(main.suffix(5))"
        #expect(try moonflow("exec", "show", end, store: store).output.contains("\"name\": \"a\""))
        try change(
            store,
            """
            UPDATE execution SET id = CAST(substr(id, 1, 12) || (SELECT substr(id, 13) FROM execution WHERE number = 1) AS BLOB)
            WHERE number = 2
            """)
        let several = try moonflow("exec", "show", end, store: store)
        #expect(several.status == 64)
        #expect(several.errors.contains("'\(end)' is the end of several ids"), "\(several.errors)")
        #expect(several.errors.contains(main) && several.errors.contains("kid"))
        #expect(try moonflow("exec", "show", main, store: store).status == 0)
        for (text, part) in [("12", "is too short"), ("none", "is no id"), ("00000000", "there is no execution")] {
            let wrong = try moonflow("exec", "why", text, store: store)
            #expect(wrong.status == 64)
            #expect(wrong.errors.contains(part), "\(wrong.errors)")
        }
    }

    // MARK: - Who is served

    @Test func aRunGoesOnWithTheOthersWithinTheirOwnLimits() throws {
        let folder = try Folder([
            "first.lua": "this:pause() local text = ('x'):rep(12 << 20) return {size = #text}",
            "second.lua": "this:sleep(1) return {}", "small.lua": "return {size = #('x'):rep(12 << 20)}",
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("first.lua"), store: store).status == 5)
        #expect(try moonflow("exec", "resume", try id("first", store), store: store).status == 0)
        let second = try moonflow("run", folder.file("second.lua"), "--memory-limit", "8", store: store)
        #expect(second.status == 0, "\(second.errors)")
        #expect(!second.errors.contains("go on later"))
        #expect(try rows(store, "--all", "--name", "first").first?["output_value"] == ["size": .integer(12 << 20)])
        #expect(try moonflow("run", folder.file("small.lua"), "--memory-limit", "8", store: store).status == 3)
    }

    @Test func aRunSaysWhoIsLeft() throws {
        let folder = try Folder(["open.lua": "this:pause()", "done.lua": "return {}"])
        let store = folder.file("store.db")
        for _ in 1...2 { #expect(try moonflow("run", folder.file("open.lua"), store: store).status == 5) }
        let done = try moonflow("run", folder.file("done.lua"), store: store)
        #expect(done.errors.contains("2 other executions of the store go on later: moonflow resume"), "\(done.errors)")
        // The record of one execution does not hold the log of others.
        #expect(try moonflow("run", folder.file("done.lua"), "--json", store: store).errors == "")
    }

    // MARK: - Keeping

    @Test func endedExecutionsGoAfterTheirTime() throws {
        let folder = try Folder(["a.lua": "return {}", "b.lua": "this:sleep(0.3) return {}"])
        let store = folder.file("store.db")
        for _ in 1...3 { #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 0) }
        func age(days: Int) throws {
            try change(
                store, "UPDATE execution SET ended_at = ended_at - \(days) * 86400000000 WHERE ended_at IS NOT NULL")
        }
        let b = folder.file("b.lua")
        try age(days: 27)
        #expect(try moonflow("run", b, store: store).status == 0)
        #expect(try rows(store, "--all").count == 4)
        try age(days: 2)
        #expect(try moonflow("run", b, "--retention-days", "0", store: store).status == 0)
        #expect(try moonflow("run", b, "--retention-days", "90", store: store).status == 0)
        #expect(try rows(store, "--all").count == 6)
        #expect(try moonflow("run", b, store: store).status == 0)
        #expect(try rows(store, "--all").map { $0["name"] } == ["b", "b", "b", "b"])
        #expect(try moonflow("run", b, "--retention-days", "1.5", store: store).status == 0)
        #expect(try rows(store, "--all").count == 4)

        try age(days: 1)
        let wrong = "MOONFLOW_RETENTION_DAYS=never exec \"$0\" \"$@\""
        let refused = try MoonflowProcess(["resume"], store: store, through: wrong).finish()
        #expect(refused.status == 64)
        #expect(refused.errors.contains("$MOONFLOW_RETENTION_DAYS is 'never'"))
        #expect(try rows(store, "--all").count == 4)
        let environment = "MOONFLOW_RETENTION_DAYS=0.5 exec \"$0\" \"$@\""
        let run = try MoonflowProcess(["run", folder.file("b.lua")], store: store, through: environment).finish()
        #expect(run.status == 0)
        #expect(try rows(store, "--all").count == 1)
        #expect(try moonflow("resume", "--retention-days", "-1", store: store).status == 64)
    }

    @Test func backupsOfAStoreInUse() throws {
        let folder = try Folder(["a.lua": "this:log('ready') this:sleep(600)"])
        let (store, copy) = (folder.file("store.db"), folder.file("copy.db"))
        #expect(try moonflow("exec", "backup", copy, store: store).status == 64)
        let run = try MoonflowProcess(["run", folder.file("a.lua")], store: store)
        #expect(try run.hasSaid("ready"))
        let made = try moonflow("exec", "backup", copy, store: store)
        #expect(made.status == 0, "\(made.errors)")
        _ = try run.killed()
        #expect(try rows(copy).map { $0["name"] } == ["a"])
        let again = try moonflow("exec", "backup", copy, store: store)
        #expect(again.status == 64)
        #expect(again.errors.contains("is there already"))
        #expect(try moonflow("exec", "backup", folder.file("none/copy.db"), store: store).status == 64)
        #expect(try moonflow("resume", "--no-wait", store: copy).status == 0)

        let limited = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""
        let full = try MoonflowProcess(["exec", "backup", folder.file("b.db")], store: store, through: limited).finish()
        #expect(full.status == 74, "\(full.errors)")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("b.db") }
        #expect(left == [])
    }

    @Test func doctorLooksAtAStore() throws {
        let folder = try Folder([
            "a.lua": "return {}", "b.lua": "this:message{subject = 's', wait = true}", "text": "no",
        ])
        let store = folder.file("store.db")
        #expect(
            try (JSONParser.parse(try moonflow("doctor", store: store).output) as JSONValue).object?["store"] == .null)
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 0)
        let b = try MoonflowProcess(["run", folder.file("b.lua")], store: store).finish()
        #expect(b.status == 5)
        func report(_ options: String...) throws -> JSONObject {
            let found = try moonflow(["doctor"] + options, store: store)
            #expect(found.status == 0, "\(found.errors)")
            return try #require((try JSONParser.parse(found.output) as JSONValue).object?["store"]?.object)
        }
        let usual = try report()
        #expect(usual["executions"] == ["ENDED_SUCCESS": 1, "WAITING_RESPONSE": 1])
        #expect(usual["open_messages"] == 1)
        #expect(usual["oldest_unfinished"]?.text == (try id("b", store)))
        #expect(usual["removable"] == 0)
        #expect(usual["retention_days"] == 28)
        #expect(usual["holder"] == .null)
        #expect(usual["faults"] == [])
        #expect(try report("--retention-days", "0.0000001")["removable"] == 1)

        let text = try moonflow("doctor", "--store", folder.file("text"))
        #expect(text.status == 64)
        #expect(text.errors.contains("is not a store of moonflow"))
        #expect(text.output.contains("\"machine\""))
        try change(store, "PRAGMA wal_checkpoint(TRUNCATE)")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: store))
        for position in stride(from: 4096 + 100, to: bytes.count, by: 512) { bytes[position] ^= 0xA5 }
        try bytes.write(to: URL(fileURLWithPath: store))
        let damaged = try moonflow("doctor", store: store)
        #expect(damaged.status == 70, "\(damaged.output)")
        #expect((damaged.output + damaged.errors).contains("amaged") || damaged.output.contains("faults"))
    }

    // MARK: - Going back

    @Test func rewindSaysWhatItDoesNotUndo() throws {
        let folder = try Folder([
            "a.lua": """
            this:script("return {}", {name = "earlier"})
            this:create_savepoint("mark")
            this:script("return {}", {name = "later"})
            this:log("x") this:log("y")
            this:message{subject = "Sent", wait = true}
            """
        ])
        let store = folder.file("store.db")
        #expect(try moonflow("run", folder.file("a.lua"), store: store).status == 5)
        let a = try id("a", store)
        func rewind(_ answer: String, _ options: String...) throws -> (status: Int32, text: String) {
            let terminal = try Terminal(width: 200)
            let run = try MoonflowProcess(
                ["exec", "rewind", a, "--to", "mark"] + options, store: store, terminal: terminal)
            try run.give(answer)
            let status = try run.finish().status
            return (status, terminal.text())
        }
        for answer in ["n\n", "", "\n"] {
            let refused = try rewind(answer)
            #expect(refused.status == 2)
            #expect(refused.text.contains("nothing was changed"))
            #expect(refused.text.contains("1 child:") && refused.text.contains("later"))
            #expect(!refused.text.contains("earlier"))
            #expect(refused.text.contains("1 message:") && refused.text.contains("open  Sent"))
            #expect(refused.text.contains("Execution:log (2 times)"))
        }
        #expect(try rows(store).first?["status"] == "WAITING_RESPONSE")
        #expect(try rewind("y\n").status == 0)
        #expect(try rows(store).first?["generation"] == 1)
        let nothing = try rewind("", "--yes")
        #expect(nothing.status == 0)
        #expect(!nothing.text.contains("[y/N]"))
        #expect(nothing.text.contains("1 child:"))
        // Whoever has no terminal is not asked.
        let savepoint = try #require(
            (try JSONParser.parse(try moonflow("exec", "rewind", a, store: store).output) as JSONValue).items?.first?
                .object?["id"]?.text)
        #expect(try moonflow("exec", "rewind", a, "--to", "\(savepoint.suffix(6))", store: store).status == 0)
        #expect(try moonflow("exec", "rewind", a, "--to", "none", store: store).status == 64)
    }
}
