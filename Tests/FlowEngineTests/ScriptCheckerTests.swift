import FlowModel
import Testing

@testable import FlowEngine

@Suite struct ScriptCheckerTests {
    private func problems(_ source: String) -> [String] {
        ScriptChecker.problems(in: Array(source.utf8), name: "a.lua").map(\.description)
    }

    @Test func aGoodScriptHasNone() {
        #expect(
            problems(
                """
                local json_text = json.encode({1})
                counter = 0
                function helper(this, n) this:log(n, math.pi) end
                function handler(system, this, inputs)
                    local log = function(x) this:log(x) end
                    for i, v in ipairs(inputs.list or {}) do log(string.format("%d", v)) end
                    counter = counter + 1
                    helper(this, counter)
                    this["end"](this, "success")
                    return this:set_output("a", 1):sleep(1):success("done")
                end
                """) == [])
    }

    @Test func aNameThatHeldTheModuleCanHoldAnythingElse() {
        #expect(
            problems(
                """
                do
                    local flow = require "flow"
                    flow.spawn(print)
                end
                local flow = {go = 1}
                print(flow.go)
                do
                    local this = require "flow"
                    this.gather()
                end
                local retry = require "retry"
                print(retry.anything)
                """) == [])
    }

    @Test(arguments: [
        ("x = y", "a.lua:1: unknown global 'y'; assign it first, or declare it with local"),
        ("\n\npritn(1)", "a.lua:3: unknown global 'pritn'; did you mean 'print'?"),
        (
            "local function f() return function() return tostrng(1) end end",
            "a.lua:1: unknown global 'tostrng'; did you mean 'tostring'?"
        ),
        (
            "io.write('x')",
            "a.lua:1: 'io' does not exist in flow scripts: scripts have no files; take data from inputs, and write with this:log or this:set_output"
        ),
        ("os.execute('x')", "a.lua:1: 'os.execute' does not exist in flow scripts: scripts cannot start processes"),
        (
            "return string.fromat('x')",
            "a.lua:1: warning: 'string.fromat' does not exist; did you mean 'string.format'?"
        ),
        (
            "local flow = require 'flow'\nflow.gather()\nflow.spwan(print)",
            "a.lua:3: 'flow.spwan' does not exist; did you mean 'flow.spawn'?"
        ),
        (
            "local tasks = require('flow')\nfunction handler() return function() tasks.cancel() end end",
            "a.lua:2: 'flow.cancel' does not exist; it has gather, spawn"
        ),
        (
            "flow.spawn(print)",
            "a.lua:1: 'flow' does not exist in flow scripts: load it first: local flow = require(\"flow\")"
        ),
        ("this:slep(1)", "a.lua:1: Execution has no method 'slep'; did you mean 'this:sleep'?"),
        (
            "function handler(system, this, inputs)\n  pcall(function()\n    this:logg(1)\n  end)\nend",
            "a.lua:3: Execution has no method 'logg'; did you mean 'this:log'?"
        ),
        (
            "system:foo()",
            "a.lua:1: System has no method 'foo'; it has bundle, "
        ),
        ("local n = this.name", "a.lua:1: this.name is not a method; read the field with this:get(\"name\")"),
        (
            "this.message = 'x'",
            "a.lua:1: this.message cannot be assigned; write this:save{message = value} to store a field"
        ),
        (
            "local function handler(system, this, inputs)\n  return 1\nend",
            "a.lua:1: warning: handler is local, so the engine cannot find it; remove the word local"
        ),
        (
            "function f() this:log(1) end function g() return f end\nfunction h(a, this) this:push(1) end",
            "a.lua:2: warning: Execution has no method 'push'; did you mean 'this:pause'?"
        ),
        (
            "this:end('success')",
            "a.lua:1: <name> expected near 'end'; end is a word of Lua: write this:end_(status, message)"
        ),
        ("if x != 1 then end", "a.lua:1: "),
        ("def handler(this)\nend", "a.lua:1: "),
        ("let x = 1", "a.lua:1: "),
    ])
    func finds(_ source: String, _ expected: String) {
        let found = problems(source)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix(expected) == true, "\(found)")
    }

    @Test func aLocalOfTheSameNameIsNotTheExecution() {
        #expect(problems("local this = {push = print}\nthis:push(1)\nlocal x = this.items") == [])
        #expect(problems("do local this = {} this:anything() end\nthis:log(1)") == [])
    }

    @Test func usesOfALocalHandlerAreRespected() {
        #expect(problems("local function handler(a, b, c) return 1 end\nreturn handler(system, this, inputs)") == [])
        #expect(problems("local function handler(a, b, c) return 1 end\n_G.handler = handler") == [])
    }

    @Test func manyConstants() {
        let lines = (0..<600).map { "local t\($0 % 150) = 'constant \($0)'" }
        let blocks = stride(from: 0, to: 600, by: 100).map {
            "do\n" + lines[$0..<($0 + 100)].joined(separator: "\n") + "\nend"
        }
        let source = blocks.joined(separator: "\n") + "\nthis:slep(undefined_name)\nprint(1)\nmine = 1\nprint(mine)"
        #expect(
            problems(source) == [
                "a.lua:613: Execution has no method 'slep'; did you mean 'this:sleep'?",
                "a.lua:613: unknown global 'undefined_name'; assign it first, or declare it with local",
            ])
    }

    @Test func brokenBytecodeIsAnErrorNotATrap() {
        var checker = ScriptChecker(catalogue: .current, script: "x")
        #expect(checker.check([]).count == 1)
        var generator = SystemRandomNumberGenerator()
        let header: [UInt8] = [
            0x1B, 0x4C, 0x75, 0x61, 0x54, 0, 0x19, 0x93, 0x0D, 0x0A, 0x1A, 0x0A, 4, 8, 8, 0x78, 0x56, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0x28, 0x77, 0x40,
        ]
        for _ in 0..<2000 {
            let tail = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
            var checker = ScriptChecker(catalogue: .current, script: "x")
            _ = checker.check(header + [1] + tail)
        }
    }
}
