-- expect: error an error table without a message
-- threat: the error that nobody asked for runs code when it is shown.
local flow = require "flow"
flow.spawn(function() error(setmetatable({}, {__tostring = function() while true do end end, __index = error})) end)
