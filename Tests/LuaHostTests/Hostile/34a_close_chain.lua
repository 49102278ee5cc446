-- expect: error stack overflow or returned "survived" or killed depth or killed memory or killed time
-- threat: twenty thousand suspended coroutines that close one another use up the C stack.
local previous
for _ = 1, 20000 do
    local target = previous
    previous = coroutine.create(function()
        local _ <close> = setmetatable({}, {__close = function()
            if target then assert(coroutine.close(target)) end
        end})
        coroutine.yield()
    end)
    coroutine.resume(previous)
end
assert(coroutine.close(previous))
return "survived"
