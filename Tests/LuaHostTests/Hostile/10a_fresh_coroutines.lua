-- expect: killed time
-- threat: every new coroutine starts its instruction count anew, so no count hook ever fires.
while true do
    coroutine.wrap(function()
        for _ = 1, 9000 do end
    end)()
end
