-- expect: killed time
-- threat: inserting in front of a long array moves all of it inside one C call, again and again.
local list = {}
for i = 1, 400000 do list[i] = i end
while true do
    table.insert(list, 1, 0)
    table.remove(list, 1)
end
