-- expect: killed memory or killed time or error memory or error .
-- threat: a returned table names one long string many times, and its text is far larger than the memory limit.
local text, t = ("x"):rep(1000000), {}
for i = 1, 20000 do t[i] = text end
return t
