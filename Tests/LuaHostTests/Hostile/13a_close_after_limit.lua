-- expect: killed time
-- threat: the limit's error unwinds into a <close> handler that loops.
local _ <close> = setmetatable({}, {__close = function() while true do end end})
while true do end
