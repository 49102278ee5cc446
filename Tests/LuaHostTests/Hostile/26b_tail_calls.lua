-- expect: killed time
-- threat: a loop made of tail calls never returns and never grows.
local function f(n) return f(n + 1) end
f(1)
