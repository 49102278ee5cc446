-- expect: killed memory
-- threat: a task takes all memory; its error would be caught by the join.
local flow = require "flow"
local task = flow.spawn(function()
    local kept = {}
    while true do kept[#kept + 1] = ("x"):rep(1000 + #kept) end
end)
while true do pcall(task.join, task) end
