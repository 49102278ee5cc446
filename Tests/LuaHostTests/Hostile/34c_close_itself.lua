-- expect: returned "survived"
-- threat: a coroutine closes itself, the one that resumed it, or one that is being closed.
local co
co = coroutine.create(function()
    assert(not pcall(coroutine.close, co))
    local inner = coroutine.wrap(function() return pcall(coroutine.close, co) end)
    assert(not inner())
    local _ <close> = setmetatable({}, {__close = function() assert(not pcall(coroutine.close, co)) end})
    coroutine.yield()
end)
coroutine.resume(co)
coroutine.close(co)
assert(coroutine.status(co) == "dead")
assert(not pcall(coroutine.close, coroutine.running()))
return "survived"
