-- expect: killed time
-- threat: the script has returned, its task has not.
local flow = require "flow"
flow.spawn(function() while true do this:log("x") end end)
return 1
