-- expect: returned {"ok":false} or killed memory or killed depth or killed time or error stack overflow
-- threat: the chain is closed by errors that pass out of wrapped coroutines.
local previous
for _ = 1, 20000 do
    local target = previous
    previous = coroutine.wrap(function(last)
        local _ <close> = setmetatable({}, {__close = function()
            if target then target(true) end
        end})
        if coroutine.yield() then error("next") end
        return last
    end)
    previous()
end
return {ok = (pcall(previous, true))}
