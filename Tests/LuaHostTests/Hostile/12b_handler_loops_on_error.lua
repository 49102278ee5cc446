-- expect: killed time
-- threat: an ordinary error calls a message handler that never ends.
while true do
    xpcall(error, function() while true do end end, "x")
end
