import FlowModel
import LuaHost
import Testing

@Suite struct SandboxTests {
    @Test func aScriptReturnsItsValue() throws {
        #expect(try run("return 1 + 2") == .returned(.integer(3)))
        #expect(try run("return {a = {1, 2.0, 'x'}, b = null}") == .returned(["a": [1, 2.0, "x"], "b": nil]))
        #expect(try run("local x = 1") == .nothing)
    }

    @Test func handlerGetsSystemThisAndInputs() throws {
        let source = """
            function handler(system, this, inputs)
                return tostring(system) .. ' ' .. tostring(this) .. ' ' .. inputs.name
            end
            """
        #expect(try run(source, inputs: ["name": "n"]) == .returned("System system Execution self n"))
    }

    @Test func aBareChunkFindsTheSameThreeAsLocals() throws {
        #expect(try run("return tostring(this) .. inputs.name", inputs: ["name": "n"]) == .returned("Execution selfn"))
    }

    @Test func hostCallsCarryArgumentsAndLine() throws {
        let outcome = try runScript("local a\nthis:echo(1, nil, {x = 2.5}, nil)\nreturn this:echo('x')")
        #expect(outcome.calls.map(\.method) == ["echo", "echo"])
        #expect(outcome.calls.first?.line == 2)
        #expect(outcome.calls.first?.argumentText == #"[1,@"nil:",{"x":2.5}]"#)
        #expect(outcome.ending == .returned("x"))
    }

    @Test func answersComeInEveryShape() throws {
        #expect(try run("return this:value()") == .returned(42))
        #expect(try run("local a, b, c = this:many() return {a, b, c == null}") == .returned([1, "two", true]))
        #expect(try run("return select('#', this:nothing())") == .returned(0))
        #expect(try run("return this:log('x') == this") == .returned(true))
        #expect(try run("return tostring(this:object())") == .returned("Execution child-1"))
    }

    @Test func aFailedCallRaisesATableThatCanBeCaught() throws {
        let source = """
            local ok, e = pcall(function() this:fail() end)
            return {ok, e.type, e.message, tostring(e), e.details, e.traceback}
            """
        #expect(
            try run(source)
                == .returned([
                    false, "DependencyFailedError", "a child failed", "DependencyFailedError: a child failed", 7,
                    "[host]: in method 'fail'\ntest.lua:1: in function <test.lua:1>\n[host]: in global 'pcall'\ntest.lua:1: in main chunk",
                ]))
    }

    @Test func anEndPassesThroughEveryProtection() throws {
        let source = """
            local co = coroutine.wrap(function() xpcall(function() this:finish() end, function(e) return e end) end)
            pcall(co)
            return 'not reached'
            """
        #expect(try run(source) == .ended("ENDED_SUCCESS"))
    }

    @Test func closeVariablesRunAfterAnEndAndHostCallsInThemAreRefused() throws {
        let outcome = try runScript(
            """
            local seen = {}
            local guard <close> = setmetatable({}, {__close = function(_, e)
                local ok, refused = pcall(function() this:echo(1) end)
                assert(not ok and refused.type == 'LifecycleSignal', tostring(refused))
                seen.closed = true
            end})
            pcall(function() this:finish() end)
            """)
        #expect(outcome.ending == .ended("ENDED_SUCCESS"))
        #expect(outcome.calls.count == 1)
    }

    @Test func hostCallsWorkWhereverLuaCanYield() throws {
        let source = """
            local r = {}
            local t = setmetatable({}, {__index = function(_, k) return this:echo(k) end,
                                        __add = function(a, b) return this:value() end,
                                        __call = function() return this:value() end})
            r[1] = t.x
            r[2] = t + 1
            r[3] = t()
            for v in coroutine.wrap(function() for i = 1, 2 do coroutine.yield(this:echo(i)) end end) do r[#r + 1] = v end
            do local c <close> = setmetatable({}, {__close = function() r[#r + 1] = this:echo('closed') end}) end
            local ok, v = pcall(pcall, function() return this:echo('deep') end)
            r[#r + 1] = v
            local co = coroutine.create(function() return coroutine.wrap(function() return this:echo('nested') end)() end)
            r[#r + 1] = select(2, coroutine.resume(co))
            return r
            """
        #expect(try run(source) == .returned(["x", 42, 42, 1, 2, "closed", true, "nested"]))
    }

    @Test func whereLuaCannotYieldTheErrorSaysSo() throws {
        for place in [
            "table.sort({3, 2, 1}, function(a, b) this:value() return a < b end)",
            "(('x'):gsub('x', function() return this:value() end))",
            "tostring(setmetatable({}, {__tostring = function() return this:value() end}))",
        ] {
            let ending = try run("local r = \(place) return r")
            guard case .failed(let message) = ending else {
                Issue.record("\(place): \(ending)")
                continue
            }
            #expect(message.contains("cannot be called here"), "\(message)")
        }
    }

    @Test func aMistypedMethodNamesTheNearest() throws {
        #expect(
            try run("this:lgo('x')")
                == .failed("InvalidInputError: Execution has no method 'lgo': did you mean 'log'?"))
        #expect(
            try run("this.log('x')")
                == .failed("InvalidInputError: log is a method of Execution: call it with a colon, object:log(...)"))
        #expect(
            try run("this.name = 'x'")
                == .failed("InvalidInputError: fields of Execution are not assigned: use save{name = value}"))
    }

    @Test func valuesThatAreNotJSONNameThePath() throws {
        let cases = [
            ("local t = {} t.a = {b = t} this:echo(t)", "a.b"),
            ("this:echo({hosts = {1, 2, {name = print}}})", "hosts[3].name"),
            ("this:echo('\\255')", "UTF-8"),
            ("this:echo({[1] = 1, x = 2})", "echo"),
            ("this:echo(0/0)", "echo"),
        ]
        for (source, part) in cases {
            let ending = try run(source)
            guard case .failed(let message) = ending else {
                Issue.record("\(source): \(ending)")
                continue
            }
            #expect(message.hasPrefix("InvalidInputError: ") && message.contains(part), "\(message)")
        }
    }

    @Test func timeStandsStillBetweenAnswers() throws {
        let outcome = try runScript(
            "local a = os.clock() for i = 1, 1e5 do end local b = os.clock() this:log('x') return {a == b, os.clock()}")
        #expect(outcome.ending == .returned([true, 0.001]))
    }

    @Test func randomFollowsTheSeed() throws {
        let source = "return {math.random(1000000), math.random(1000000)}"
        let one = try runScript(source, seed: 7).ending
        #expect(try runScript(source, seed: 7).ending == one)
        #expect(try runScript(source, seed: 8).ending != one)
    }
}
