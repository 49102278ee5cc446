-- expect: killed time
-- threat: each step through a large table that was emptied looks at all its slots.
local t = {}
for i = 1, 200000 do t["k" .. i] = i end
for i = 1, 200000 do t["k" .. i] = nil end
while true do next(t) end
