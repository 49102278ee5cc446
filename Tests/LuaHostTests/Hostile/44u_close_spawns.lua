-- expect: killed time
-- threat: tasks that are made while others are unwound.
local flow = require "flow"
local function unwound()
    local _ <close> = setmetatable({}, {__close = function() flow.spawn(unwound) end})
    error("x")
end
flow.spawn(unwound)
