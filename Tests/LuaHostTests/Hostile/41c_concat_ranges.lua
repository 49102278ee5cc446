-- expect: returned 3
-- threat: ranges of concat at the ends of the integers.
local refused = 0
for _, range in ipairs{
    {1, math.maxinteger}, {math.mininteger, math.mininteger + 5}, {math.maxinteger - 1, math.maxinteger},
} do
    if not pcall(table.concat, {}, ",", range[1], range[2]) then refused = refused + 1 end
end
return refused
