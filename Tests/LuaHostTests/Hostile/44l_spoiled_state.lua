-- expect: error .
-- threat: a script overwrites what the module keeps of a task.
local flow = require "flow"
local task = flow.spawn(function() this:log("x") end)
for _, state in next, task do
    state.waits = 5
end
task:join()
