-- expect: error stack overflow
-- threat: the error of a task leaves no room for its handler.
local flow = require "flow"
local function nest(f) return ("x"):gsub("x", function() return nest(f) end) end
flow.spawn(nest):join()
