-- expect: killed depth or killed memory or killed time
-- threat: the overflow is caught, and the recursion starts again.
local function down(n) return 1 + down(n + 1) end
while true do pcall(down, 1) end
