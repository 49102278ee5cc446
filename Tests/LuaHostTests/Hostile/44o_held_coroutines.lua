-- expect: returned [1,2,3]
-- threat: a coroutine in which a host call is open is resumed by other tasks.
local flow = require "flow"
local inner = coroutine.wrap(function() return this:echo(1) end)
local outer = coroutine.create(function()
    local first = inner()
    coroutine.yield(first)
    return this:echo(2)
end)
local attacks = 0
local function attack()
    for _ = 1, 5 do
        if coroutine.status(outer) == "normal" then
            attacks = attacks + 1
            assert(not coroutine.resume(outer, "forged"))
            assert(not pcall(coroutine.close, outer))
            assert(not pcall(inner))
        end
        this:log("x")
    end
end
local results = {}
local owner = flow.spawn(function() results[1] = select(2, coroutine.resume(outer)) end)
flow.gather(attack, attack, owner)
owner = flow.spawn(function() results[2] = select(2, coroutine.resume(outer)) end)
flow.gather(attack, attack, owner)
assert(attacks > 1)
results[3] = this:echo(3)
return results
