-- expect: killed memory or killed depth or killed time
-- threat: coroutines are kept until memory ends; their stacks are not counted as ordinary objects.
local kept = {}
while true do
    local co = coroutine.create(function() coroutine.yield() end)
    coroutine.resume(co)
    kept[#kept + 1] = co
end
