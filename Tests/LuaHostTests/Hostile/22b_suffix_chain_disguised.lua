-- expect: returned "refused"
-- threat: the chain is hidden behind comments, brackets, strings, methods and calls.
local chains = {
    (".x--[[.]]"):rep(4000), ("\n.\nx"):rep(4000), ("['x']"):rep(4000), ("[a]"):rep(4000), ("[ [=[x]=] ]"):rep(4000),
    (".x[a.x.x]"):rep(4000), (".x.x()"):rep(4000), (".x:m()"):rep(4000), (".x''"):rep(4000), (".x{}"):rep(4000),
    (".x--\n"):rep(4000), (".x[(a).x]"):rep(4000), ("[function() return '[[' end]"):rep(4000), (".x[=[]=]"):rep(4000),
}
for index, chain in ipairs(chains) do
    local f = load("local a = ...; return a" .. chain .. " + 1")
    assert(f == nil, index)
end
return "refused"
