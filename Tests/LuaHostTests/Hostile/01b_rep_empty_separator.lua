-- expect: returned 0
-- threat: the same loop, reached through an empty separator and the method form.
local text = ""
return #text:rep(math.maxinteger, "") + #(""):rep(1 << 62)
