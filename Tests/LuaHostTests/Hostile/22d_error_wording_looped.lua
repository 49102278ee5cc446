-- expect: killed time
-- threat: wording an error takes time in proportion to the length of the function, again and again.
local body = ("x = x; "):rep(30000)
local f = assert(load("local a = ...; do local x = 1; " .. body .. " end; return a.b.c.d.e.f" .. (".x"):rep(150)))
while true do pcall(f, {}) end
