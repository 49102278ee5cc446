-- expect: returned "refused"
-- threat: a reader function hands out the chunk byte by byte, or after an empty start.
for _, first in ipairs{"\27", "\27L", "\27Lua"} do
    local pieces, at = {first, "ua", "\x54\0\x19\x93\r\n\x1a\n", ("\xff"):rep(100)}, 0
    local ok, f = pcall(load, function()
        at = at + 1
        return pieces[at]
    end, "=chunk", "b")
    assert(not ok or f == nil)
    at = 0
    ok, f = pcall(load, function()
        at = at + 1
        return pieces[at]
    end)
    assert(not ok or f == nil)
end
return "refused"
