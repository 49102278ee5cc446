-- expect: killed time
-- threat: a task that computes for ever, beside a script that waits for it.
local flow = require "flow"
local task = flow.spawn(function() while true do end end)
pcall(task.join, task)
