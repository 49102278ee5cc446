-- expect: returned "over"
-- threat: coroutines left suspended hold <close> variables that would loop if the state were closed in order.
for _ = 1, 50 do
    coroutine.wrap(function()
        local _ <close> = setmetatable({}, {__close = function() while true do end end})
        coroutine.yield()
    end)()
end
return "over"
