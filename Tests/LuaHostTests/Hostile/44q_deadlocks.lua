-- expect: killed time
-- threat: tasks wait for one another, catch the error, and do it again.
local flow = require "flow"
local a, b
a = flow.spawn(function() while true do pcall(flow.gather, b) end end)
b = flow.spawn(function() while true do pcall(flow.gather, a) end end)
while true do pcall(flow.gather, a, b) end
