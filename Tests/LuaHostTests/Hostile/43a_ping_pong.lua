-- expect: killed time
-- threat: two coroutines hand each other on, so that no loop is in either of them.
local a, b
a = coroutine.wrap(function() while true do coroutine.yield(b) end end)
b = coroutine.wrap(function() while true do coroutine.yield(a) end end)
local now = a
while true do now = now() end
