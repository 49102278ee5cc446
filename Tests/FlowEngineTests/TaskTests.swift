import FlowModel
import Testing

/// Tasks of one script, each blocked in a call of its own, on every kind of store.
@Suite struct TaskTests {
    private func outcome(
        _ script: String, _ mode: StoredRun.Mode, answers: [JSONValue] = [], inputs: JSONValue = [:]
    ) async throws -> JSONObject {
        let prelude = "local flow = require 'flow' local began = os.time() "
        let run = StoredRun(script: prelude + script, inputs: inputs, answers: answers)
        return try #require(try await run.outcome(mode).json.object)
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func sleepsSideBySide(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local ended = {}
            local function sleep(n) return function() this:sleep(n) ended[#ended + 1] = os.time() - began return n end end
            local list = flow.gather(sleep(30), sleep(60), sleep(10))
            return {list = list, ended = ended, seconds = os.time() - began}
            """, mode)
        #expect(
            result["output_value"] == ["list": [30, 60, 10], "ended": [10, 30, 60], "seconds": 60], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func childrenOfTasks(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local function child(n)
                return function()
                    local child = this:script("this:sleep(inputs.n) return {square = inputs.n * inputs.n}", {n = n})
                    return child:get("output_value").square
                end
            end
            local list = flow.gather(child(7), child(3), child(5))
            return {list = list, seconds = os.time() - began, children = #this:children()}
            """, mode)
        #expect(result["output_value"] == ["list": [49, 9, 25], "seconds": 7, "children": 3], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func messagesOfTasks(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local function ask(n) return function() return this:message("q" .. n, {request = "?"}):get("response") end end
            return {list = flow.gather(ask(1), function() this:sleep(5) return "slept" end, ask(2))}
            """, mode, answers: ["first", "second"])
        // The newest question is answered first.
        #expect(result["output_value"] == ["list": ["second", "slept", "first"]], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func anErrorIsRaisedWhereItIsAskedFor(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local bad = flow.spawn(function() this:sleep(20) this:script("error('no')", {name = "bad"}) end)
            local good = flow.spawn(function() this:sleep(50) this:log("good") return "fine" end)
            local ok, err = pcall(flow.gather, good, bad)
            return {ok = ok, type = err.type, seconds = os.time() - began, good = good:join(), later = os.time() - began}
            """, mode)
        #expect(
            result["output_value"] == [
                "ok": false, "type": "DependencyFailedError", "seconds": 20, "good": "fine", "later": 50,
            ], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func anErrorThatNobodyAskedForEndsTheExecutionLast(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            flow.spawn(function() this:sleep(20) error("nobody asked") end)
            flow.spawn(function() this:sleep(50) this:log("goes on") end)
            this:set_output("kept", true)
            return {lost = true}
            """, mode)
        #expect(result["status"] == "ENDED_ERROR")
        #expect(result["message"]?.text?.hasPrefix("flow.lua:1: nobody asked") == true, "\(result)")
        #expect(result["output_value"] == ["kept": true])
        #expect(result["logs"] == ["2026-01-01T00:00:50.000000+0000 INFO user log: goes on"])
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func tasksOfTasks(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local function tree(depth)
                this:sleep(depth)
                if depth == 0 then return 1 end
                local left, right = flow.spawn(tree, depth - 1), flow.spawn(tree, depth - 1)
                return left:join() + right:join()
            end
            return {leaves = tree(4), seconds = os.time() - began}
            """, mode)
        #expect(result["output_value"] == ["leaves": 16, "seconds": 10], "\(result)")
    }

    /// What the other task waits for goes on where it was; what came of it after the savepoint is undone.
    @Test(arguments: StoredRun.Mode.allCases)
    func aSavepointOfOneTaskWhileAnotherWaits(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local woken = 0
            local waiting = flow.spawn(function()
                for _ = 1, 3 do this:sleep(40) woken = woken + 1 end
                return os.time() - began
            end)
            local marking = flow.spawn(function()
                this:sleep(50)
                local mark = this:create_savepoint("here")
                local before = woken
                this:sleep(100)
                if mark.loaded < 2 then this:load_savepoint("here") end
                return before .. " " .. woken .. " " .. mark.loaded
            end)
            return {waiting = waiting:join(), marking = marking:join(), seconds = os.time() - began}
            """, mode)
        // The second sleep of the other task, until 80, is over at once when the savepoint is loaded at 150.
        #expect(result["output_value"] == ["waiting": 290, "marking": "1 3 2", "seconds": 350], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func locksAreOfTheExecution(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local holder = this:script("this:lock('door') this:sleep(30)", {wait = false})
            this:sleep(1)
            local function take(seconds)
                return function()
                    this:lock("door")
                    local taken = os.time() - began
                    this:sleep(seconds)
                    this:release_lock("door")
                    return taken
                end
            end
            local free
            flow.spawn(function()
                this:sleep(2)
                local other = this:script("local t = os.time() this:lock('door') return {t = os.time()}")
                free = other:get("output_value").t - began
            end)
            local list = flow.gather(take(10), take(40))
            this:sleep(1)
            return {list = list, free = free}
            """, mode)
        // Both tasks have it at once, since it is the execution's; it is free when the last has released it.
        #expect(result["output_value"] == ["list": [30, 30], "free": 70], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func oneTaskEndsTheExecution(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            flow.spawn(function() this:sleep(1000) this:log("never") end)
            flow.spawn(function() pcall(function() this:sleep(10) this:success("enough") end) end)
            this:message("for ever?", {request = "?"})
            """, mode)
        #expect(result["status"] == "ENDED_SUCCESS")
        #expect(result["message"] == "enough")
        #expect(result["logs"] == [])
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func startingOverFromATask(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            if inputs.round == 3 then return {round = 3, seconds = os.time() - began} end
            flow.spawn(function() this:sleep(1000) this:log("never") end)
            flow.spawn(function() this:sleep(10) this:continue_as_new({round = inputs.round + 1}) end)
            """, mode, inputs: ["round": 1])
        #expect(result["output_value"]?.object?["round"] == 3, "\(result)")
        #expect(result["logs"] == [])
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func timeoutsOfTasks(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local slow = this:script("this:sleep(500)", {wait = false})
            local function wait(seconds)
                return function()
                    local ok, err = pcall(this.wait_for, this, {slow}, {timeout = seconds})
                    return {ok or err.type, os.time() - began}
                end
            end
            return {list = flow.gather(wait(10), wait(10), wait(30), wait(900))}
            """, mode)
        #expect(
            result["output_value"] == [
                "list": [
                    ["DependencyTimeoutError", 10], ["DependencyTimeoutError", 10], ["DependencyTimeoutError", 30],
                    [true, 500],
                ]
            ], "\(result)")
    }

    /// Answers that come while a task computes are handed over when all tasks wait, whatever time that takes.
    @Test(arguments: StoredRun.Mode.allCases)
    func aTaskThatComputesForLong(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local steps = {}
            flow.gather(
                function() this:sleep(1) steps[#steps + 1] = "slept" end,
                function()
                    for i = 1, 40 do
                        local sum = 0
                        for k = 1, 20000 do sum = sum + k end
                        this:log(sum)
                    end
                    steps[#steps + 1] = "computed"
                    flow.spawn(function() steps[#steps + 1] = "child" end)
                end,
                function() this:script("return {}") steps[#steps + 1] = "asked" end)
            this:log("x")
            return {steps = table.concat(steps, " ")}
            """, mode)
        #expect(result["output_value"] == ["steps": "computed child asked slept"], "\(result)")
    }

    @Test(arguments: StoredRun.Mode.allCases)
    func aDeadlockIsAnError(_ mode: StoredRun.Mode) async throws {
        let result = try await outcome(
            """
            local a, b
            a = flow.spawn(function() this:sleep(5) return flow.gather(b) end)
            b = flow.spawn(function() this:sleep(7) return flow.gather(a) end)
            a:join()
            """, mode)
        #expect(result["status"] == "ENDED_ERROR")
        #expect(result["message"]?.text?.contains("wait for one another") == true, "\(result)")
    }
}
