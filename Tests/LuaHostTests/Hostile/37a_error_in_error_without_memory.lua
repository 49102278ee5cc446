-- expect: killed memory or killed time
-- threat: memory runs out while an error inside a message handler is being worded.
local kept = {}
local function fill() while true do kept[#kept + 1] = {("x"):rep(10) .. #kept} end end
local function handler() return xpcall(fill, fill) end
while true do xpcall(fill, handler) end
