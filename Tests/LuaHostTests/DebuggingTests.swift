import FlowModel
import LuaHost
import Testing

/// A script that is run with breakpoints, by itself.
private final class DebuggedScript {
    let sandbox: Sandbox
    private(set) var step = Step.idle
    private var time: Int64 = 0

    init(
        _ source: String, breakpoints: [UInt32] = [], traces: Bool = true, inputs: JSONValue = [:],
        limits: SandboxLimits = .init()
    ) throws {
        sandbox = try Sandbox(environment: TestHost.environment, limits: limits, seed: 1)
        sandbox.start(try Script(source: [UInt8](source.utf8), name: "test.lua"), inputs: inputs)
        sandbox.setBreakpoints(breakpoints, tracesLines: traces)
    }

    /// Goes on to the next stop; nil when the script has ended.
    func next(_ pace: Sandbox.Pace = .run) -> Int? {
        sandbox.go(pace, after: sandbox.lineCount)
        while true {
            switch step {
            case .hostCall(let call):
                time += 1000
                step = sandbox.answerAndStep(call.id, answer(call), at: ScriptTime(microseconds: time))
            default: step = sandbox.step()
            }
            if case .stopped(let line) = step { return line }
            if step.isFinal { return nil }
            if case .idle = step { return nil }
        }
    }

    func stops(_ pace: Sandbox.Pace = .run, most: Int = 1000) -> [Int] {
        var lines: [Int] = []
        while lines.count < most, let line = next(pace) { lines.append(line) }
        return lines
    }

    /// The value of a variable in the innermost frame that has it.
    func value(_ name: String, _ limits: Sandbox.ShowLimits = .init()) -> String? {
        for frame in sandbox.frames(limits) {
            if let found = frame.locals.last(where: { $0.name == name })
                ?? frame.upvalues.first(where: { $0.name == name })
            {
                return found.value
            }
        }
        return nil
    }
}

@Suite(.timeLimit(.minutes(5))) struct DebuggingTests {
    private static let calls = """
        local function inner(n)
            local twice = n * 2
            return twice
        end
        local sum = 0
        for i = 1, 3 do
            sum = sum + inner(i)
        end
        this:log(sum)
        return sum
        """

    // MARK: - Where it stops

    @Test func stopsBeforeLines() throws {
        #expect(try DebuggedScript(Self.calls, breakpoints: [2, 9]).stops() == [2, 2, 2, 9])
        #expect(try DebuggedScript(Self.calls, breakpoints: [8, 1000, 1_048_575]).stops() == [])
        #expect(try DebuggedScript(Self.calls, breakpoints: [2], traces: false).stops() == [])
        let script = try DebuggedScript(Self.calls, breakpoints: [9])
        #expect(script.next() == 9)
        #expect(script.value("sum") == "12")
        #expect(script.next() == nil)
        guard case .returned(let value) = script.step else { return #expect(Bool(false), "\(script.step)") }
        #expect(value == .integer(12))
    }

    @Test func stepsIntoOverAndOut() throws {
        #expect(try DebuggedScript(Self.calls).stops(.line, most: 5) == [1, 4, 5, 6, 7])
        let into = try DebuggedScript(Self.calls, breakpoints: [7])
        #expect(into.next() == 7)
        #expect(into.next(.into) == 2)
        #expect(into.next(.into) == 3)
        #expect(into.next(.into) == 6)
        let over = try DebuggedScript(Self.calls, breakpoints: [7])
        #expect(over.next() == 7)
        #expect(over.next(.over) == 6)
        #expect(over.next(.over) == 7)
        let out = try DebuggedScript(Self.calls, breakpoints: [2])
        #expect(out.next() == 2)
        #expect(out.next(.out) == 6)
        #expect(out.next(.over) == 7)
        // A breakpoint within what is stepped over stops all the same.
        let both = try DebuggedScript(Self.calls, breakpoints: [3, 7])
        #expect(both.next() == 7)
        #expect(both.next(.over) == 3)
    }

    @Test func stepsOverRecursionAndHostCalls() throws {
        let source = """
            local function fact(n)
                if n <= 1 then return 1 end
                local rest = fact(n - 1)
                this:sleep(n)
                return n * rest
            end
            local x = fact(5)
            return x
            """
        let script = try DebuggedScript(source, breakpoints: [3])
        #expect(script.next() == 3)
        #expect(script.value("n") == "5")
        script.sandbox.setBreakpoints([], tracesLines: true)
        #expect(script.next(.over) == 4)
        #expect(script.value("n") == "5")
        #expect(script.value("rest") == "24")
        #expect(script.next(.over) == 5)
        #expect(script.next(.out) == 8)
        #expect(script.next(.over) == nil)
    }

    @Test func stepsThroughCoroutines() throws {
        let source = """
            local function body(a)
                local b = coroutine.yield(a + 1)
                this:log(b)
                return b * 2
            end
            local co = coroutine.wrap(body)
            local x = co(1)
            local y = co(x)
            return y
            """
        let over = try DebuggedScript(source, breakpoints: [7])
        #expect(over.next() == 7)
        #expect(over.next(.over) == 8)
        #expect(over.next(.over) == 9)
        let into = try DebuggedScript(source, breakpoints: [8])
        #expect(into.next() == 8)
        #expect(into.next(.into) == 3)
        #expect(into.sandbox.frames().map(\.line) == [3, 8])
        #expect(into.value("b") == "2")
        #expect(into.next(.over) == 4)
        #expect(into.next(.over) == 9)
        let yielding = try DebuggedScript(source, breakpoints: [2])
        #expect(yielding.next() == 2)
        #expect(yielding.next(.over) == 8)
    }

    @Test func stepsStayInTheirTask() throws {
        let source = """
            local flow = require "flow"
            local function work(name)
                this:sleep(1)
                local text = name .. "!"
                return text
            end
            local a, b = flow.spawn(work, "a"), flow.spawn(work, "b")
            local x = a:join()
            local y = b:join()
            return x .. y
            """
        let script = try DebuggedScript(source, breakpoints: [4])
        #expect(script.next() == 4)
        let name = script.value("name")
        script.sandbox.setBreakpoints([], tracesLines: true)
        #expect(script.next(.over) == 5)
        #expect(script.value("name") == name)
        #expect(script.value("text") == "\"\(name == "\"a\"" ? "a" : "b")!\"")
        // Its task ends, so the next line of any other one is as good.
        #expect(script.next(.over) != nil)
    }

    @Test func whatCannotPauseStopsAtTheNextLineThatCan() throws {
        let source = """
            local t = {3, 1, 2}
            table.sort(t, function(a, b)
                return a < b
            end)
            local n = 0
            for i = 1, 3 do n = n + t[i] end
            return n
            """
        let script = try DebuggedScript(source, breakpoints: [3])
        #expect(script.next() == 5)
        #expect(script.value("t") == "{1, 2, 3}")
        #expect(script.next() == nil)
    }

    @Test func goesOnAfterThePlaceItStoodAt() throws {
        let all = try DebuggedScript(Self.calls)
        var places: [(line: Int, count: UInt64)] = []
        while let line = all.next(.line), line != 9 { places.append((line, all.sandbox.lineCount)) }
        #expect(places.count > 8)
        for (index, place) in places.enumerated().dropLast() {
            // Another sandbox that has run no line yet, as after a crash.
            let later = try DebuggedScript(Self.calls)
            later.sandbox.go(.into, after: place.count)
            var step = later.sandbox.step()
            while case .sliceOver = step { step = later.sandbox.step() }
            guard case .stopped(let line) = step else { return #expect(Bool(false), "\(step)") }
            #expect(line == places[index + 1].line)
        }
    }

    // MARK: - What it shows

    @Test func showsFramesLocalsAndUpvalues() throws {
        let source = """
            local prefix = "p"
            local function outer(a, ...)
                local list = {1, 2, {x = true}, name = a}
                local function inner(c)
                    local text = prefix .. c .. list.name
                    return text
                end
                local result = inner("c")
                return result
            end
            local all = outer("name", 7, nil)
            return all
            """
        let script = try DebuggedScript(source, breakpoints: [6])
        #expect(script.next() == 6)
        let frames = script.sandbox.frames()
        #expect(frames.map(\.line) == [6, 8, 11])
        #expect(frames.map(\.name) == ["inner", "outer", ""])
        #expect(frames.map(\.isMain) == [false, false, true])
        #expect(frames.allSatisfy { $0.isOfScript && $0.chunk == "test.lua" })
        #expect(frames[0].locals == [.init(name: "c", value: "\"c\""), .init(name: "text", value: "\"pcname\"")])
        #expect(frames[0].upvalues.map(\.name).sorted() == ["list", "prefix"])
        #expect(script.value("list") == "{1, 2, {x = true}, name = \"name\"}")
        #expect(frames[1].locals.map(\.name) == ["a", "list", "inner", "...[1]", "...[2]"])
        #expect(frames[1].locals.map(\.value).suffix(3) == ["<function 1>", "7", "nil"])
    }

    /// The same values as text, by the `inspect` module's rules.
    @Test func showsValuesAsInspectDoes() throws {
        let source = """
            local t = {}
            t.self = t
            local values = {
                ints = {1, -2, math.mininteger}, floats = {1.0, 0.1, 1e100, -1/0, 0/0},
                text = "a\\n\\t\\0\\"\\\\\\1", ["two words"] = 1, ["end"] = 2, [10] = "ten", [2.5] = "f", [true] = 1, [false] = 0,
                empty = {}, none = null, me = this, cycle = t, deep = {{{{{{}}}}}},
            }
            return 1
            """
        let script = try DebuggedScript(source, breakpoints: [8])
        #expect(script.next() == 8)
        let shown = try #require(script.value("values", .whole))
        #expect(
            shown == #"{[2.5] = "f", [10] = "ten", cycle = {self = <table 2>}, deep = {{{{{{}}}}}}, empty = {}, "#
                + #"["end"] = 2, floats = {1.0, 0.1, 1e+100, -inf, nan}, ints = {1, -2, -9223372036854775808}, "#
                + #"me = <Execution self>, none = null, text = "a\n\t\0\"\\\x01", ["two words"] = 1, "#
                + #"[false] = 0, [true] = 1}"#)
    }

    @Test func hostileValuesRunNothingAndStayShort() throws {
        let source = """
            local evil = setmetatable({}, {
                __index = function() error("index") end, __pairs = function() error("pairs") end,
                __len = function() error("len") end, __tostring = function() error("text") end,
                __name = "evil", __call = function() error("call") end, __eq = function() error("eq") end,
            })
            local huge, long = {}, ("\\xff\\x1b[31m"):rep(100000)
            for i = 1, 100000 do huge["k" .. i] = i huge[i] = long end
            local nest = {} for _ = 1, 100000 do nest = {nest} end
            local function deep(n) if n == 0 then
                local here = evil
                return 0, here end
                return 1 + deep(n - 1)
            end
            local n = deep(1000)
            return n
            """
        let script = try DebuggedScript(source, breakpoints: [11])
        #expect(script.next() == 11)
        let frames = script.sandbox.frames()
        #expect(frames.count == 200)
        #expect(script.value("evil") == "{}")
        script.sandbox.setBreakpoints([15], tracesLines: true)
        let used = script.sandbox.usage
        #expect(script.next() == 15)
        let before = script.sandbox.usage
        for limits in [Sandbox.ShowLimits(), .whole] {
            for frame in script.sandbox.frames(limits) {
                for variable in frame.locals { #expect(variable.value.utf8.count < limits.bytes * 4 + 1000) }
            }
        }
        #expect(script.value("huge")?.hasSuffix("...") == true)
        #expect(script.value("nest") == "{{{{{...}}}}}")
        #expect(script.sandbox.usage.traceDigest == before.traceDigest)
        #expect(script.sandbox.usage.heapBytes == before.heapBytes)
        #expect(used.heapBytes <= before.heapPeakBytes)
        #expect(script.next(.over) == nil)
        guard case .returned = script.step else { return #expect(Bool(false), "\(script.step)") }
    }

    // MARK: - Determinism

    /// Whoever looks at every line and every variable changes nothing that the script could see.
    @Test(.enabled(if: !isSanitized), arguments: Fixtures.names(in: "Determinism"))
    func stopsChangeNothing(_ name: String) throws {
        let source = try Fixtures.text("Determinism", name)
        var limits = SandboxLimits()
        limits.processorTime = .seconds(60)
        let plain = try runScript(source, name: "test.lua", limits: limits).usage
        for traces in [false, true] {
            let script = try DebuggedScript(source, traces: traces, limits: limits)
            var stops = 0
            while script.next(stops < 2000 ? .line : .run) != nil {
                stops += 1
                if stops % 50 == 0 { _ = script.sandbox.frames() }
            }
            #expect(traces ? stops > 0 : stops == 0)
            #expect(script.sandbox.usage.traceDigest == plain.traceDigest, "lines \(traces)")
            #expect(script.sandbox.usage.allocations == plain.allocations, "lines \(traces)")
        }
    }
}
