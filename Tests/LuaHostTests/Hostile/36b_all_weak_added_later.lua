-- expect: returned 1000
-- threat: the mode is set later, and metatables are replaced between collections.
local list, meta = {}, {}
for i = 1, 1000 do list[i] = setmetatable({key = i}, meta) end
meta.__mode = "kv"
for round = 1, 100 do
    for i = 1, 1000, 10 do setmetatable(list[i], {__name = "n" .. round}) end
    for _ = 1, 1000 do local _ = {{}} end
end
local n = 0
for i = 1, 1000 do
    if list[i].key == i then n = n + 1 end
end
return n
