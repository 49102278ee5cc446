-- expect: returned "refused"
-- threat: brackets around parts of the chain start its count anew, but the walk goes through them.
local source = "a"
for _ = 1, 150 do source = "(" .. source .. (".x"):rep(190) .. ")" end
assert(load("local a = ...; return " .. source .. " + 1") == nil)
return "refused"
