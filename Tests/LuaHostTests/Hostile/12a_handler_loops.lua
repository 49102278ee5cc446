-- expect: killed time
-- threat: the limit's error calls the message handler, which loops with hooks switched off.
local function loop() while true do end end
xpcall(loop, loop)
