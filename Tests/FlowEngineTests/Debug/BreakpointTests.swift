import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

/// Breakpoints as fields and calls of an execution.
@Suite(.timeLimit(.minutes(5))) struct BreakpointTests {
    private static let script = """
        local sum = 0
        for i = 1, 3 do
            sum = sum + i
            this:log(sum)
        end
        this:breakpoint()
        this:set_output("sum", sum)
        local twice = sum * 2
        return {twice = twice}
        """

    private static let off: JSONObject = [:]
    private static func on(_ lines: [Int64] = [], _ more: JSONObject = [:]) -> JSONObject {
        var fields: JSONObject = [
            "is_productive": false, "use_breakpoints": true, "breakpoints": .array(lines.map(JSONValue.integer)),
        ]
        fields.merge(more)
        return fields
    }

    @Test(arguments: [false, true], [false, true])
    func stopsPauseAndGoOn(isSQLite: Bool, replays: Bool) async throws {
        let run = try DebuggedRun(isSQLite: isSQLite, replays: replays)
        var row = try await run.start(Self.script, Self.on([4, 9]))
        var stops: [Int64] = []
        while row.record.status == .paused, stops.count < 10 {
            #expect(row.isPaused)
            stops.append(row.stop?.line ?? -1)
            row = try await run.resume()
        }
        #expect(stops == [4, 4, 4, 6, 9])
        #expect(row.record.status == .endedSuccess)
        #expect(row.stop == nil)
        #expect(row.record.output == ["sum": 6, "twice": 12])
    }

    /// The journal is the same, event by event, with and without stops; without a stop, byte by byte.
    @Test func journalsAreTheSame() async throws {
        let plain = try DebuggedRun()
        #expect(try await plain.start(Self.script, Self.off).record.status == .endedSuccess)
        let unused = try DebuggedRun()
        #expect(try await unused.start(Self.script, Self.off).record.status == .endedSuccess)
        #expect(try plain.turns == unused.turns)
        let lines = try DebuggedRun()
        try await lines.start(Self.script.replacing("this:breakpoint()", with: "this:log(1)"), Self.on([1000]))
        let other = try DebuggedRun()
        try await other.start(Self.script.replacing("this:breakpoint()", with: "this:log(1)"), Self.off)
        #expect(try lines.turns == other.turns)
        let stopped = try DebuggedRun()
        var row = try await stopped.start(Self.script, Self.on([2, 3, 4, 7, 8]))
        var count = 0
        while row.record.status == .paused {
            count += 1
            row = try await stopped.resume(count % 2 == 0 ? .into : .over)
        }
        #expect(count > 10)
        #expect(try stopped.events == plain.events)
        #expect(row.record.output == (try plain.row.record.output))
    }

    @Test func nothingHappensUnlessItIsDebugged() async throws {
        for fields: JSONObject in [
            ["breakpoints": [3]], ["use_breakpoints": true, "breakpoints": [3]],
            ["is_productive": false, "breakpoints": [3], "break": true],
        ] {
            let run = try DebuggedRun()
            #expect(try await run.start(Self.script, fields).record.status == .endedSuccess, "\(fields)")
        }
        let explicit = try DebuggedRun()
        let row = try await explicit.start(
            Self.script, Self.on([3], ["use_only_explicit_breakpoints": true, "break": true]))
        #expect(row.stop == ExecutionStop(line: 6, lines: 0))
        #expect(try await explicit.resume(.line).record.status == .endedSuccess)
    }

    @Test(arguments: [false, true]) func stopsSurviveACrash(isSQLite: Bool) async throws {
        let run = try DebuggedRun(isSQLite: isSQLite)
        let first = try await run.start(Self.script, Self.on([3, 4, 8]))
        #expect(first.stop?.line == 3)
        var stops: [Int64] = []
        var row = first
        while row.record.status == .paused, stops.count < 20 {
            stops.append(row.stop?.line ?? -1)
            try await run.crash()
            #expect(try run.row == row)
            row = try await run.resume()
        }
        #expect(stops == [3, 4, 3, 4, 3, 4, 6, 8])
        #expect(row.record.output == ["sum": 6, "twice": 12])
    }

    @Test func stepsSurviveACrash() async throws {
        let run = try DebuggedRun()
        var row = try await run.start(Self.script, Self.on([], ["break": true]))
        var stops: [Int64] = []
        while row.record.status == .paused, stops.count < 50 {
            stops.append(row.stop?.line ?? -1)
            if stops.count % 3 == 0 { try await run.crash() }
            row = try await run.resume(.over)
        }
        #expect(Array(stops.prefix(6)) == [1, 2, 3, 4, 2, 3])
        #expect(Array(stops.suffix(3)) == [7, 8, 9])
        #expect(row.record.status == .endedSuccess)
    }

    @Test func breakStopsOnceAtTheNextLine() async throws {
        let run = try DebuggedRun()
        let script = """
            this:save{["break"] = true}
            local a = this:get("break")
            return {a = a}
            """
        var row = try await run.start(script)
        #expect(row.stop?.line == 2)
        #expect(row.record["break"] == false)
        row = try await run.resume()
        #expect(row.record.output == ["a": false])
    }

    @Test func childrenInheritAndMayBeToldOtherwise() async throws {
        let run = try DebuggedRun()
        let script = """
            local function fields(child) return child:get("is_productive", "use_breakpoints", "use_only_explicit_breakpoints") end
            local a = {fields(this:script("return 1", {use_breakpoints = false}))}
            local b = {fields(this:script("return 1"))}
            local c = {fields(this:script("this:breakpoint()", {is_productive = true}))}
            return {a = a, b = b, c = c}
            """
        let row = try await run.start(script)
        #expect(
            row.record.output == ["a": [false, false, false], "b": [false, true, false], "c": [true, true, false]])
        let productive = try DebuggedRun()
        let result = try await productive.start(
            """
            local child = this:script("local x = 1\\nreturn {x = x}", {use_breakpoints = true, breakpoints = {2}, wait = false})
            child:wait_status("PAUSED")
            local before = child:get("is_productive")
            child:run()
            return {before = before, x = child:get("output_value").x}
            """, Self.off)
        #expect(
            result.record.output == ["before": false, "x": 1], "\(result.record.output) \(result.record.message ?? "")")
    }

    @Test func wrongFieldsAreRefused() async throws {
        let run = try DebuggedRun()
        let script = """
            local function try(fields) local ok, err = pcall(this.save, this, fields) return ok and "ok" or err.message end
            return {
                text = try{breakpoints = "3"}, zero = try{breakpoints = {0}}, mixed = try{breakpoints = {1, "x"}},
                none = try{breakpoints = {}}, word = try{use_breakpoints = "yes"},
                other = select(2, pcall(function()
                    system:execution("00000000-0000-7000-8000-000000000000"):breakpoint()
                end)).message,
            }
            """
        let row = try await run.start(script, Self.off)
        let output = row.record.output.object ?? [:]
        for name in ["text", "zero", "mixed"] {
            #expect(output[name]?.text?.contains("a list of integers from 1 to") == true, "\(output)")
        }
        #expect(output["none"] == "ok")
        #expect(output["word"]?.text?.contains("a boolean") == true)
        #expect(output["other"]?.text?.contains("call it on `this`") == true, "\(output)")
    }
}
