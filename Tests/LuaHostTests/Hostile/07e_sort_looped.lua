-- expect: killed time
-- threat: sorting a long array is one long C call; a protected call around it catches any error.
local list = {}
for i = 1, 300000 do list[i] = (i * 7919) % 300007 end
while true do
    pcall(table.sort, list)
    pcall(table.sort, list, function(a, b) return a > b end)
end
