-- expect: returned "survived"
-- threat: chains just under the cap, through upvalues, constants and globals, still have to word their errors.
for _, head in ipairs{"a", "_ENV.a", "up", "a[1]", "(a)", "up[a]"} do
    local f = assert(load("local up = nil; return function() return " .. head .. (".x"):rep(120) .. " end", "=chain"))
    assert(not pcall(f()))
end
return "survived"
