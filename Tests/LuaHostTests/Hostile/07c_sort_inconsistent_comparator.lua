-- expect: returned "survived" or error invalid order function
-- threat: a comparator without order makes the sort run past the ends of the array.
local list = {}
for i = 1, 500 do list[i] = (i * 7919) % 503 end
for round = 1, 20 do
    table.sort(list, function() return true end)
    table.sort(list, function(a, b) return (a * b + round) % 3 ~= 0 end)
end
return "survived"
