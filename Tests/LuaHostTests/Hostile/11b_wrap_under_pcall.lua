-- expect: killed time
-- threat: the limit's error passes out of a wrapped coroutine and is caught there.
while true do
    pcall(coroutine.wrap(function() while true do end end))
end
