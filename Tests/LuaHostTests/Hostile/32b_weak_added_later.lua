-- expect: killed memory or killed time
-- threat: the table becomes weak after its metatable was set, and memory runs out inside the assignment.
local outer = {}
local meta = setmetatable({}, outer)
outer.__mode = "kv"
meta.__newindex = setmetatable({}, meta)
local t = setmetatable({}, {__newindex = {}})
local kept = {}
while true do
    for i = 1, 100 do t[i] = {} end
    kept[#kept + 1] = {("x"):rep(100)}
    getmetatable(t).__newindex = {}
end
