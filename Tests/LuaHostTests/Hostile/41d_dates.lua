-- expect: returned "survived"
-- threat: dates and formats out of range reach the C library.
local refused = 0
for _, attempt in ipairs{
    {os.date, "%E"}, {os.date, "%"}, {os.date, "%Ez"}, {os.date, "%Y", 1 << 60}, {os.date, "*t", math.mininteger},
    {os.time, {year = 1 << 40, month = 1, day = 1}}, {os.time, {year = 2000}},
    {os.time, {year = "x", month = 1, day = 1}},
    {os.time, {year = 2000, month = 1 << 31, day = 1}}, {os.date, ("%c"):rep(200000)}, {os.date, 1 << 62},
} do
    if not pcall(table.unpack(attempt)) then refused = refused + 1 end
end
assert(refused >= 6)
return "survived"
