-- expect: killed time
-- threat: tasks without number, none of which ends; the script's own error does not end them.
local flow = require "flow"
while true do
    flow.spawn(function() while true do this:log("x") end end)
end
