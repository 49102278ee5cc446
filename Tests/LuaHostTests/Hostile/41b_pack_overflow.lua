-- expect: returned "survived"
-- threat: sizes, alignments and positions of packed data overflow.
local refused = 0
for _, attempt in ipairs{
    {string.pack, "i17", 1}, {string.pack, "i0", 1}, {string.pack, "!17i4", 1}, {string.pack, "!3i4", 1},
    {string.pack, "s1", ("x"):rep(300)},
    {string.pack, "Xz"}, {string.pack, "X"}, {string.packsize, "s"}, {string.packsize, "!8Xi8"},
    {string.packsize, ("c2147483647"):rep(2)}, {string.unpack, "s8", ("\xff"):rep(7) .. "\x7fx"},
    {string.unpack, "i4", "abc"}, {string.unpack, "i4", "abcd", math.maxinteger}, {string.unpack, "i4", "abcd", -100},
    {string.unpack, "z", "no end"}, {string.unpack, "c1000", "x"},
    {string.unpack, "i16", ("\xff"):rep(8) .. ("\1"):rep(8)},
} do
    if not pcall(table.unpack(attempt)) then refused = refused + 1 end
end
assert(refused >= 8)
return "survived"
