-- expect: error loop
-- threat: a chain of __index tables too long to follow.
local t = {}
for _ = 1, 3000 do t = setmetatable({}, {__index = t}) end
return t.missing
