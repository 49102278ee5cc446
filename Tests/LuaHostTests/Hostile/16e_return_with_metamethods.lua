-- expect: returned {"n":1} or error .
-- threat: the host reads a returned table through metamethods that never end.
return setmetatable({n = 1}, {
    __index = function() while true do end end,
    __pairs = function() while true do end end,
    __len = function() while true do end end,
    __tostring = function() while true do end end,
})
