-- expect: error stack overflow
-- threat: a __tostring that formats itself nests C calls.
local t = setmetatable({}, {__tostring = function(self) return string.format("%s", self) end})
return tostring(t)
