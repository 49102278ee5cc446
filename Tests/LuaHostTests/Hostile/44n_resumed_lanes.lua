-- expect: returned "ok"
-- threat: a script resumes, wraps and closes the coroutines of lanes.
local flow = require "flow"
local threads = {coroutine.running()}
local function attack()
    for _, thread in ipairs(threads) do
        if type(thread) == "thread" then
            assert(not coroutine.resume(thread, 1))
            assert(not pcall(coroutine.close, thread))
            assert(not coroutine.isyieldable(thread))
            coroutine.status(thread)
        end
    end
    assert(not pcall(coroutine.yield))
end
local tasks = {}
for i = 1, 20 do
    tasks[i] = flow.spawn(function()
        threads[#threads + 1] = coroutine.running()
        attack()
        this:log("x")
        attack()
        if i > 1 then tasks[i - 1]:join() end
        attack()
    end)
end
attack()
flow.gather(tasks)
attack()
return "ok"
