-- expect: killed time
-- threat: each error raised by a limit is caught, and the loop goes on.
while true do
    pcall(function() while true do end end)
end
