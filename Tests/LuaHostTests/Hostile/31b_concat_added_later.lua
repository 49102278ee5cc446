-- expect: error attempt to concatenate
-- threat: the metamethod is put into the metatable after it was set.
local meta = {}
local t = setmetatable({}, meta)
meta.__concat = function() return "called" end
return t .. "x"
