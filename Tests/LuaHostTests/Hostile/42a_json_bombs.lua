-- expect: killed memory or error .
-- threat: a decoded text is far larger in memory than on the wire.
local text = "[" .. ("{},"):rep(1000000) .. "{}]"
local kept = {}
while true do kept[#kept + 1] = json.decode(text) end
