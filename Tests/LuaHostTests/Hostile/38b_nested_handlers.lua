-- expect: returned "survived"
-- threat: many levels of xpcall, each suspended, are closed at once from outside.
local co = coroutine.create(function()
    local function level(n)
        return xpcall(function()
            local _ <close> = setmetatable({}, {__close = function(_, e) error(e or "closing") end})
            if n == 0 then coroutine.yield() else level(n - 1) end
        end, function(m) return m end)
    end
    return level(30)
end)
coroutine.resume(co)
coroutine.close(co)
assert(coroutine.status(co) == "dead")
return "survived"
