-- expect: killed time
-- threat: every element goes through C metamethods, so that no Lua instruction is ever executed.
local proxy = setmetatable({}, {__index = rawequal, __newindex = type})
while true do
    pcall(table.move, proxy, 1, 1 << 60, 2)
end
