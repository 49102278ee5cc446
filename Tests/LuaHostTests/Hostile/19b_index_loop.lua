-- expect: error loop
-- threat: a table that is its own __index and __newindex.
local t = {}
setmetatable(t, {__index = t, __newindex = t})
assert(not pcall(function() t.field = 1 end))
return t.missing
