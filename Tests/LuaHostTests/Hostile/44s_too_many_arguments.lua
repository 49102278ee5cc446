-- expect: error too many|error stack overflow|error too many arguments
-- threat: more arguments than a stack can hold.
local flow = require "flow"
local list = {}
for i = 1, 999990 do list[i] = i end
return select("#", flow.spawn(function(...) return ... end, table.unpack(list)):join())
