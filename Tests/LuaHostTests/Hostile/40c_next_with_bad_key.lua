-- expect: error .
-- threat: next is given a key that is not in the table, or the table changes under the walk.
local t = {}
for i = 1, 100 do t["k" .. i] = i end
for key in pairs(t) do
    t[key] = nil
    t["new" .. key] = nil
end
return (next({}, "missing"))
