import FlowModel
import Foundation
import Testing

@Suite struct CommandLineTests {
    @Test func help() throws {
        let root = try moonflow("--help")
        #expect(root.status == 0)
        #expect(root.output.contains("function handler(system, this, inputs)"))
        for command in ["run", "resume", "exec", "connector", "check", "test", "doctor"] {
            let help = try moonflow(command, "--help")
            #expect(help.status == 0)
            #expect(help.output.contains("USAGE: moonflow \(command)"))
        }
        #expect(try moonflow("run", "--help").output.contains("moonflow run hello.lua --input '{\"name\": \"Ada\"}'"))
    }

    @Test func hello() throws {
        let folder = try Folder([
            "hello.lua": """
            function handler(system, this, inputs)
                this:log("Hello", inputs.name, {extra = 1})
                this:log_data({a = {1, 2}}, {level = "WARNING", subject = "numbers"})
                this:log("two\\nlines \\27[31m")
                this:sleep(3600)
                this:log("later")
                return {greeted = inputs.name, half = 0.5, one = 1.0}
            end
            """
        ])
        let result = try moonflow("run", folder.file("hello.lua"), "--virtual-clock", "--input", #"{"name": "Ada"}"#)
        #expect(result.status == 0)
        #expect(result.output == "{\"greeted\":\"Ada\",\"half\":0.5,\"one\":1.0}\n")
        #expect(
            result.errors == """
                00:00:00 INFO  user log: Hello Ada extra: 1
                00:00:00 WARNING numbers: {"a":[1,2]}
                00:00:00 INFO  user log: two
                    lines \\u{1b}[31m
                01:00:00 INFO  user log: later

                """)
    }

    @Test func wholeRecord() throws {
        let folder = try Folder(["a.lua": "this:log('x') this:set_output('k', {1}) this:error('no')"])
        let result = try moonflow(
            "run", folder.file("a.lua"), "--json", "--virtual-clock", "--start-time", "2030-01-01T00:00:00Z")
        #expect(result.status == 1)
        #expect(result.errors == "")
        let record = try #require(try JSONParser.parse(result.output).object)
        #expect(record["status"] == "ENDED_ERROR")
        #expect(record["message"] == "no")
        #expect(record["name"] == "a")
        #expect(record["output_value"] == ["k": [1]])
        #expect(record["ending"] == "signalled")
        #expect(record["started_at"] == "2030-01-01T00:00:00.000000+0000")
        #expect(
            record["logs"] == [
                ["data": "x", "level": "INFO", "subject": "user log", "time": "2030-01-01T00:00:00.000000+0000"]
            ])
    }

    @Test(
        arguments: [
            ("return {}", 0, ""), ("this:success('fine')", 0, ""),
            ("this:error('Missing inputs')", 1, "ended with error: Missing inputs"),
            ("this:cancel('enough')", 2, "cancelled: enough"), ("while true do end", 3, "--time-limit"),
            ("local t = {} for i = 1, 1e9 do t[i] = {} end", 3, "--memory-limit"),
            ("local x = inputs.a.b", 1, "a.lua:1: attempt to index a nil value"),
            ("return 'x' .. inputs.name", 1, "the inputs have no 'name'; give it with --input '{\"name\": ...}'"),
            ("local size = inputs['size']\nreturn size * 2", 1, "the inputs have no 'size'"),
            ("this:slep(1)", 1, "did you mean 'sleep'"),
            ("this:sleep('x')", 1, "sleep: delay_sec expects a number"),
            ("local t = {} t.a = t return {x = t}", 1, "x"),
            ("return {s = '\\xff'}", 1, "UTF-8"), ("error({code = 1})", 1, ""), ("error('plain', 0)", 1, "plain"),
        ] as [(String, Int32, String)])
    func exitCodes(_ source: String, _ status: Int32, _ part: String) throws {
        let folder = try Folder(["a.lua": source])
        let result = try moonflow("run", folder.file("a.lua"), "--time-limit", "0.5", "--memory-limit", "16")
        #expect(result.status == status, "\(result.errors)")
        #expect(part.isEmpty ? true : result.errors.contains(part), "\(result.errors)")
    }

    @Test func outputThatCannotBeWrittenIsNotLostSilently() throws {
        let folder = try Folder(["a.lua": "return {x = 1}"])
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        for arguments in [["run", folder.file("a.lua")], ["doctor"], ["check", "--json", folder.file("a.lua")]] {
            let result = try moonflow(arguments, to: full)
            #expect(result.status == 74)
            #expect(result.errors.contains("No space left on device"), "\(result.errors)")
        }
    }

    @Test func unusableInput() throws {
        let folder = try Folder([
            "a.lua": "return inputs", "syntax.lua": "local x = 1\nif x then\n", "end.lua": "\nthis:end('x')",
            "binary.lua": "\u{1B}Lua", "big.lua": String(repeating: "-- filler\n", count: 30_000),
            "bad.json": "{\n  'a': 1}",
        ])
        func expect(_ arguments: [String], _ parts: String...) throws {
            let result: Finished =
                switch arguments.count {
                case 1: try moonflow("run", arguments[0])
                default: try moonflow("run", arguments[0], "--input", arguments[1])
                }
            #expect(result.status == 64, "\(arguments): \(result.errors)")
            #expect(result.output == "")
            for part in parts { #expect(result.errors.contains(part), "\(result.errors)") }
        }
        try expect([folder.file("none.lua")], "none.lua: there is no such file; check the path of the script")
        try expect([folder.path], "this is a folder")
        try expect([folder.file("syntax.lua")], "syntax.lua:", "'end' expected")
        try expect([folder.file("end.lua")], "end.lua:2:", "write this:end_(status, message)")
        try expect([folder.file("binary.lua")], "binary.lua", "source text")
        try expect([folder.file("big.lua")], "larger than 256 KiB")
        try expect([folder.file("a.lua"), "{a:1}"], "--input:1:2: the input is not JSON: expected a key in quotes")
        try expect([folder.file("a.lua"), "Ada"], "the input is not JSON", "--input '{\"name\": \"value\"}'")
        try expect([folder.file("a.lua"), "@" + folder.file("bad.json")], "bad.json:2:3: the input is not JSON")
        try expect([folder.file("a.lua"), "@" + folder.file("none.json")], "none.json: there is no such file")
        try expect([folder.file("a.lua"), "-"], "standard input:1:1: the input is not JSON")
    }

    @Test func wrongUsage() throws {
        let folder = try Folder(["a.lua": "return 1"])
        #expect(try moonflow("run").status == 64)
        #expect(try moonflow("rum").status == 64)
        #expect(try moonflow("run", folder.file("a.lua"), "--inptu", "{}").status == 64)
        #expect(try moonflow("run", folder.file("a.lua"), "--memory-limit", "0").status == 64)
        #expect(try moonflow("run", folder.file("a.lua"), "--time-limit", "-1").status == 64)
        #expect(try moonflow("run", folder.file("a.lua"), "--start-time", "2030-01-01T00:00:00Z").status == 64)
        #expect(try moonflow("check").status == 64)
    }

    @Test func inputs() throws {
        let folder = try Folder(["a.lua": "return {got = inputs}", "in.json": "{\"a\": [1, 2.0, null]}"])
        let script = folder.file("a.lua")
        #expect(try moonflow("run", script).output == "{\"got\":{}}\n")
        #expect(
            try moonflow("run", script, "--input", "@" + folder.file("in.json")).output
                == "{\"got\":{\"a\":[1,2.0,null]}}\n")
        #expect(try moonflow("run", script, "--input", "-", input: "[1]").output == "{\"got\":[1]}\n")
    }

    @Test func seedsRepeat() throws {
        let folder = try Folder(["a.lua": "return {n = math.random(1 << 40)}"])
        let first = try moonflow("run", folder.file("a.lua"), "--seed", "7").output
        #expect(try moonflow("run", folder.file("a.lua"), "--seed", "7").output == first)
        #expect(try moonflow("run", folder.file("a.lua"), "--seed", "8").output != first)
    }

    @Test func interruptCancelsInMemory() throws {
        let folder = try Folder(["a.lua": "this:set_output('k', 1) this:log('sleeping') this:sleep(600)"])
        let run = try MoonflowProcess(["run", folder.file("a.lua"), "--memory"])
        #expect(try run.hasSaid("sleeping"))
        run.process.interrupt()
        let result = try run.finish()
        #expect(result.status == 2)
        #expect(result.output == "{\"k\":1}\n")
    }

    @Test func check() throws {
        let folder = try Folder([
            "good.lua": "this:log('x')", "bad.lua": "\nthis:slep(1)\nprnt(1)", "syntax.lua": "x =",
        ])
        #expect(try moonflow("check", folder.file("good.lua")).status == 0)
        let bad = try moonflow("check", folder.file("bad.lua"), folder.file("good.lua"))
        #expect(bad.status == 1)
        #expect(
            bad.output == """
                \(folder.file("bad.lua")):2: Execution has no method 'slep'; did you mean 'this:sleep'?
                \(folder.file("bad.lua")):3: unknown global 'prnt'; did you mean 'print'?

                """)
        let syntax = try moonflow("check", "--json", folder.file("syntax.lua"))
        #expect(syntax.status == 1)
        #expect(try JSONParser.parse(syntax.output) != [])
        #expect(try moonflow("check", folder.file("none.lua")).status == 64)
    }

    @Test func doctor() throws {
        let result = try moonflow("doctor")
        #expect(result.status == 0, "\(result.output)")
        let report = try JSONParser.parse(result.output).object
        #expect(report?["passed"] == true)
        #expect(report?["machine"]?.object?["lua"]?.text?.contains("Lua 5.4") == true)
    }
}
