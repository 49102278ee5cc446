-- expect: returned 10
-- threat: values that JSON cannot say, and tables whose metamethods lie.
local refused = 0
local cycle = {}
cycle[1] = cycle
for _, value in ipairs{
    cycle, {print}, {0 / 0}, {1 / 0}, {"\xff"}, {[1.5] = 1}, {[1] = 1, x = 2}, {[{}] = 1}, {[1] = 1, [1000000000] = 2},
    coroutine.create(print),
} do
    if not pcall(json.encode, value) then refused = refused + 1 end
end
local function endless() while true do end end
pcall(json.encode, setmetatable({}, {__index = endless, __pairs = endless, __len = endless}))
return refused
