-- expect: killed time
-- threat: the limit of tasks is caught, and met again for ever.
local flow = require "flow"
while true do pcall(flow.spawn, function() end) end
