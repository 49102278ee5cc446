-- expect: killed time or killed memory
-- threat: keys chosen to fall into one slot make every access of a table walk a chain of all of them.
local t = {}
local step = (1 << 18) - 1
for i = 1, 200000 do t[i * step] = true end
while true do
    for i = 1, 200000 do t[i * step] = false end
end
