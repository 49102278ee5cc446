-- expect: killed time
-- threat: the message handler is a wrapped coroutine that starts others.
while true do
    xpcall(error, coroutine.wrap(function()
        while true do coroutine.wrap(function() for _ = 1, 100 do end end)() end
    end), "x")
end
