-- expect: killed time
-- threat: each use of a global is looked up in all variables of all enclosing functions.
local names = {}
for i = 1, 190 do names[i] = "v" .. i end
local locals = "local " .. table.concat(names, ",") .. " "
local source = ("function f() " .. locals):rep(100) .. ("x() "):rep(30000) .. (" end"):rep(100)
while true do load(source) end
