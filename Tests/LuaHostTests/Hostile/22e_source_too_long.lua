-- expect: returned "refused"
-- threat: compiling megabytes takes seconds in one C call.
assert(load(("x = 1\n"):rep(100000)) == nil)
local piece = 0
assert(load(function()
    piece = piece + 1
    return "x = " .. piece .. " "
end) == nil)
return "refused"
