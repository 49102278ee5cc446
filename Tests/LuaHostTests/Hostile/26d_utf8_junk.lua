-- expect: returned "survived"
-- threat: bytes that are not UTF-8, and positions inside characters and far outside.
local junk = {
    "\xff", "\x80", "\xbf\xbf", "\xc0\x80", "\xed\xa0\x80", "\xf8\x88\x80\x80\x80", "\xfd\xbf\xbf\xbf\xbf\xbf",
    "a\x80", "\xf4",
}
local refused = 0
for _, text in ipairs(junk) do
    for _, lax in ipairs{false, true} do
        if not pcall(function() for _ in utf8.codes(text, lax) do end end) then refused = refused + 1 end
        if not pcall(utf8.codepoint, text, 1, -1, lax) then refused = refused + 1 end
        utf8.len(text, 1, -1, lax)
    end
    for _, at in ipairs{0, 1, -1, 2, -100, math.maxinteger, math.mininteger} do
        pcall(utf8.offset, text, at)
        pcall(utf8.offset, text, 1, at)
        pcall(utf8.len, text, at)
        pcall(utf8.codepoint, text, at)
    end
end
assert(refused >= 16)
return "survived"
