-- expect: error 4095 tasks are alive
-- threat: tasks that wait for tasks, as deep as it goes.
local flow = require "flow"
local function deep() return 1 + flow.spawn(deep):join() end
return deep()
