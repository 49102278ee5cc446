-- expect: returned 3
-- threat: precision, flags and modifiers out of range reach the C library.
local refused = 0
for _, conversion in ipairs{"%.100f", "%ll d", "%+-#0 100d"} do
    if not pcall(string.format, conversion, 1) then refused = refused + 1 end
end
return refused
