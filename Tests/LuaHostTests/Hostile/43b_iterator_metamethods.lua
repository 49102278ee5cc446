-- expect: killed time
-- threat: iteration through __pairs, __index and __call that never ends.
local endless = setmetatable({}, {
    __pairs = function() return function(_, n) return (n or 0) + 1, {} end end,
    __index = function(_, n) return n end,
    __call = function(_, _, n) return (n or 0) + 1 end,
})
for _ in pairs(endless) do break end
for _ in ipairs(endless) do end
