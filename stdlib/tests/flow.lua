local assert = require "assert"
local flow = require "flow"

local function seconds_of(call)
    local start = os.time()
    call()
    return os.time() - start
end

local function sleeping(seconds, ...)
    local results = table.pack(...)
    return function()
        this:sleep(seconds)
        return table.unpack(results, 1, results.n)
    end
end

local function failing(seconds, err)
    return function()
        this:sleep(seconds)
        error(err or "down", 0)
    end
end

return assert.suite {
    {"join gives all results", function()
        local task = flow.spawn(function(...) return ... end, nil, 2, nil)
        assert.equal(select("#", task:join()), 3)
        assert.equal(select(2, task:join()), 2)
        assert.equal(select("#", flow.spawn(function() end):join()), 0)
    end},
    {"a task begins when its maker waits", function()
        local steps = {}
        local task = flow.spawn(function() steps[#steps + 1] = "task" end)
        steps[#steps + 1] = "script"
        task:join()
        assert.same(steps, {"script", "task"})
    end},
    {"tasks sleep side by side", function()
        assert.equal(seconds_of(function() flow.gather(sleeping(30), sleeping(60), sleeping(10)) end), 60)
    end},
    {"gather lists first results in the order of the tasks", function()
        local list = flow.gather(sleeping(30, "a", "x"), flow.spawn(sleeping(10, "b")), sleeping(20, false))
        assert.same(list, {"a", "b", false})
        assert.same(flow.gather {sleeping(1, 1), sleeping(1, 2)}, {1, 2})
        assert.same(flow.gather(), {})
        assert.same(flow.gather {}, {})
    end},
    {"gather raises the first failure at once", function()
        local err = {type = "MyError"}
        local slow = flow.spawn(sleeping(100, "done"))
        local ok, caught
        local seconds = seconds_of(function()
            ok, caught = pcall(flow.gather, slow, failing(20, err), failing(30))
        end)
        assert.equal(ok, false)
        assert.equal(rawequal(caught, err), true)
        assert.equal(seconds, 20)
        assert.equal(slow:join(), "done")
    end},
    {"join raises what the task raised, each time", function()
        local task = flow.spawn(failing(1, "boom"))
        for _ = 1, 2 do
            local ok, err = pcall(task.join, task)
            assert.equal(ok, false)
            assert.equal(err, "boom")
        end
        assert.error("attempt to call a nil value", function() flow.spawn(function() local x; x() end):join() end)
    end},
    {"tasks of tasks", function()
        local function sum(depth)
            if depth == 0 then
                this:sleep(1)
                return 1
            end
            local list = flow.gather(function() return sum(depth - 1) end, function() return sum(depth - 1) end)
            return list[1] + list[2]
        end
        assert.equal(seconds_of(function() assert.equal(sum(5), 32) end), 1)
    end},
    {"pcall, coroutines and <close> work inside tasks", function()
        local closed = {}
        local task = flow.spawn(function()
            local guard <close> = setmetatable({}, {__close = function()
                this:sleep(1)
                closed[#closed + 1] = "guard"
            end})
            local co = coroutine.wrap(function()
                this:sleep(1)
                coroutine.yield(1)
                this:sleep(1)
                return 2
            end)
            local ok, err = pcall(function() error({co()}) end)
            return ok, err[1], co()
        end)
        local ok, one, two = task:join()
        assert.same({ok, one, two}, {false, 1, 2})
        assert.same(closed, {"guard"})
    end},
    {"joins from within a coroutine", function()
        local task = flow.spawn(sleeping(5, "x"))
        local co = coroutine.wrap(function()
            coroutine.yield(task:join())
            return flow.gather(sleeping(1, "y"))[1]
        end)
        assert.equal(co(), "x")
        assert.equal(co(), "y")
    end},
    {"a coroutine that waits in one task is not resumed by another", function()
        local co = coroutine.create(function() this:sleep(10) return "slept" end)
        local first = flow.spawn(function() return coroutine.resume(co) end)
        this:sleep(1)
        assert.equal(coroutine.status(co), "normal")
        local ok, err = coroutine.resume(co)
        assert.same({ok, err}, {false, "cannot resume non-suspended coroutine"})
        assert.error("cannot close a normal coroutine", coroutine.close, co)
        assert.equal(select(2, first:join()), "slept")
    end},
    {"nobody waits for itself, or in a circle", function()
        local task
        task = flow.spawn(function() return task:join() end)
        assert.error("a task cannot wait for itself", task.join, task)
        local a, b
        a = flow.spawn(function() return b:join() end)
        b = flow.spawn(function() return a:join() end)
        assert.error("that task waits for this one already", flow.gather, a, b)
    end},
    {"a circle of gathers ends", function()
        local a, b
        a = flow.spawn(function() return flow.gather(b, sleeping(1)) end)
        b = flow.spawn(function() return flow.gather(a, sleeping(1)) end)
        assert.error("wait for one another", flow.gather, a, b)
        assert.error("wait for one another", a.join, a)
        assert.error("wait for one another", b.join, b)
    end},
    {"where nothing can wait, join says so", function()
        local task = flow.spawn(sleeping(1))
        assert.error("join cannot wait here", table.sort, {2, 1}, function() task:join() end)
        task:join()
        assert.equal(pcall(table.sort, {2, 1}, function() task:join() return false end), true)
    end},
    {"a task can be spawned where nothing can wait", function()
        local tasks = {}
        table.sort({3, 1, 2}, function(x, y)
            tasks[#tasks + 1] = flow.spawn(function() return x end)
            return x < y
        end)
        assert.truthy(#flow.gather(tasks) >= 2)
    end},
    {"wrong arguments", function()
        assert.error("flow.spawn: expects a function, but got a nil", flow.spawn)
        assert.error("flow.gather: expects tasks and functions, but number 2 is a string", flow.gather, print, "x")
        assert.error("number 1 is a nil", flow.gather, nil)
        local task = flow.spawn(print)
        assert.error("with a colon", task.join)
        assert.error("Task has no method 'jion'", function() task:jion() end)
        assert.error("cannot be set", function() task.x = 1 end)
        assert.error("InvalidInputError", json.encode, task)
        task:join()
    end},
    {"4,095 tasks at most", function()
        local tasks = {}
        local ok, err = pcall(function()
            while true do tasks[#tasks + 1] = flow.spawn(sleeping(1, #tasks)) end
        end)
        assert.equal(ok, false)
        assert.truthy(err.message:find("4095 tasks are alive", 1, true), err.message)
        assert.equal(#tasks, 4095)
        assert.equal(flow.gather(tasks)[4095], 4094)
        assert.equal(flow.spawn(sleeping(1, "again")):join(), "again")
    end},
}
