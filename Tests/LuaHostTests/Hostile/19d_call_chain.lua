-- expect: killed depth or killed time or killed memory or error attempt to call
-- threat: a long chain of callable tables, again and again.
local t = 1
for _ = 1, 100000 do t = setmetatable({}, {__call = t}) end
while true do pcall(t) end
