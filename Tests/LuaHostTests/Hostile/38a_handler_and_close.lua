-- expect: returned "survived"
-- threat: closing a suspended coroutine that is inside xpcall overwrites the slot of the message handler.
local results = {}
for index = 1, 3 do
    local co = coroutine.create(function()
        return xpcall(function()
            local _ <close> = setmetatable({}, {__close = function() error("in close") end})
            coroutine.yield()
            if index == 2 then error("after yield") end
        end, function(message) return "handled: " .. tostring(message) end)
    end)
    coroutine.resume(co)
    if index == 1 then
        results[index] = coroutine.close(co)
    else
        local ok, inner, message = coroutine.resume(co)
        results[index] = {ok, inner, message}
    end
end
assert(results[1] == false)
for index = 2, 3 do
    assert(results[index][1] == true and results[index][2] == false)
    assert(results[index][3]:find("handled:", 1, true))
end
return "survived"
