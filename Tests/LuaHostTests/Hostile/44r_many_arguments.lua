-- expect: returned 200000
-- threat: more arguments than a fresh stack holds.
local flow = require "flow"
local list = {}
for i = 1, 200000 do list[i] = i end
return select("#", flow.spawn(function(...) return ... end, table.unpack(list)):join())
