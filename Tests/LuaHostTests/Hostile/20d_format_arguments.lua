-- expect: returned 5
-- threat: missing and wrong arguments, a broken directive at the end, and bytes after zero.
local refused = 0
for _, attempt in ipairs{{"%d"}, {"%d", "x"}, {"%"}, {"%y", 1}, {"%d", 1.5}} do
    if not pcall(string.format, table.unpack(attempt)) then refused = refused + 1 end
end
assert(string.format("%s\0%s", "a\0", "b") == "a\0\0b")
return refused
