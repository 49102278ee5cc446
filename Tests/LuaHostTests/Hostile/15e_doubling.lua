-- expect: killed memory or error memory
-- threat: a string doubles until memory ends; few instructions are run.
local text = "x"
while true do text = text .. text end
