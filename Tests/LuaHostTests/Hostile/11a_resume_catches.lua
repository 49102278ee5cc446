-- expect: killed time
-- threat: resume turns the limit's error into a result.
while true do
    coroutine.resume(coroutine.create(function() while true do end end))
end
