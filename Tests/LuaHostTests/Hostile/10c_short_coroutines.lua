-- expect: killed time
-- threat: coroutines too short for any count, made inside one another and dropped.
local function tiny() return coroutine.wrap(function() return 1 end)() end
while true do
    coroutine.wrap(function() for _ = 1, 50 do tiny() end end)()
end
