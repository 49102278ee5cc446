-- expect: killed time
-- threat: tasks without number, none of which ends, after a script that does.
local flow = require "flow"
pcall(function()
    while true do
        flow.spawn(function() while true do this:log("x") end end)
    end
end)
