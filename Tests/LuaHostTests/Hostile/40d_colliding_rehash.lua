-- expect: killed time or killed memory
-- threat: keys chosen to collide in the table's next size make one assignment, the one that grows it, quadratic.
local t = {}
local step = (1 << 17) - 1
for i = 1, 1 << 17 do t[i * step] = true end
while true do t = {[1] = t} end
