-- expect: error stack overflow
-- threat: arithmetic, comparison, index and length metamethods that use themselves.
local meta = {}
meta.__add = function(a, b) return a + b end
meta.__lt = function(a, b) return a < b end
meta.__index = function(t, k) return t[k] end
meta.__len = function(t) return #t end
meta.__eq = function(a, b) return a == b end
local a, b = setmetatable({}, meta), setmetatable({}, meta)
local caught = 0
for _, try in ipairs{
    function() return a + b end, function() return a < b end, function() return a.x end, function() return #a end,
    function() return a == b end,
} do
    if not pcall(try) then caught = caught + 1 end
end
assert(caught == 5)
return a + b
