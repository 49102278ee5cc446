-- expect: error __mode
-- threat: a metatable that is itself weak is collected while an assignment through it is under way.
local meta = setmetatable({}, {__mode = "v"})
meta.__newindex = {}
local t = setmetatable({}, meta)
while true do t[#t + 1] = {} end
