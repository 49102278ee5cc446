-- expect: error stack overflow
-- threat: gsub, sort, coroutines, load and __tostring are nested in turn, to add up their largest C frames.
local nest
local steps = {
    function() return (("x"):gsub(".", function() return nest() end)) end,
    function() return coroutine.wrap(function() return nest() end)() end,
    function() return assert(load("return (...)()"))(nest) end,
    function()
        local result
        table.sort({2, 1}, function() result = nest() end)
        return result
    end,
    function() return tostring(setmetatable({}, {__tostring = function() return nest() end})) end,
}
local n = 0
nest = function()
    n = n + 1
    return steps[n % #steps + 1]()
end
return nest()
