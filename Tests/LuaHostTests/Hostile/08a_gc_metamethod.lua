-- expect: error __gc
-- threat: a finalizer that never ends runs with hooks switched off, at a collection or at the end of the state.
setmetatable({}, {__gc = function() while true do end end})
while true do local _ = {} end
