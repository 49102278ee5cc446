-- expect: returned "refused"
-- threat: a reader that fails, yields, returns other values or changes its mind.
local results = {pcall(load, function() error("x") end)}
assert(results[1] == false or results[2] == nil)
results = {pcall(load, function() return {} end)}
assert(results[1] == false or results[2] == nil)
local co = coroutine.wrap(function() return pcall(load, function() coroutine.yield() end) end)
pcall(co)
pcall(load, function()
    load(function() return nil end)
    return nil
end)
return "refused"
