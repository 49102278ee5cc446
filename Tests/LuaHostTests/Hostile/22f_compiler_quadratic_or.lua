-- expect: killed time
-- threat: a list of thousands of alternatives makes the compiler walk all earlier jumps for each.
local source = "x = " .. ("a or "):rep(50000) .. "b"
while true do load(source) end
