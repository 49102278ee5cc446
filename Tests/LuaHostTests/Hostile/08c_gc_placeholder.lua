-- expect: error __gc
-- threat: a placeholder of another type marks the object for finalization, and a function takes its place later.
local meta = {__gc = true}
setmetatable({}, meta)
meta.__gc = function() while true do end end
for _ = 1, 100000 do local _ = {} end
return "survived"
