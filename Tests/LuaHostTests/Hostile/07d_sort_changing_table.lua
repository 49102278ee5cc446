-- expect: returned "survived" or error attempt to compare or killed time
-- threat: the comparator changes the table that is being sorted.
local list = {}
for i = 1, 2000 do list[i] = (i * 7919) % 2003 end
table.sort(list, function(a, b)
    for i = #list, 1, -1 do list[i] = nil end
    for i = 1, 50 do list[-i], list["k" .. i] = {}, i end
    return a < b
end)
return "survived"
