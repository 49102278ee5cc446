-- expect: killed depth or killed memory or error stack overflow
-- threat: recursion without end takes sixteen megabytes of stack.
local function down(n) return 1 + down(n + 1) end
return down(1)
