-- expect: killed time
-- threat: loops hide in metamethods, iterators and comparators, each behind a protected call.
local trap = {}
setmetatable(trap, {
    __index = function() while true do end end,
    __lt = function() while true do end end,
    __call = function() while true do end end,
    __eq = function() while true do end end,
})
while true do
    pcall(function() return trap.field end)
    pcall(function() return trap < trap end)
    pcall(trap)
    pcall(function() for _ in trap do end end)
end
