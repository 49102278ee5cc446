-- expect: returned 6
-- threat: addresses printed by %p and %s let an attacker aim; they must say nothing about the process.
local t, f, co = {}, function() end, coroutine.create(function() end)
local texts = {tostring(t), tostring(f), tostring(co), tostring(print), string.format("%s %s %s", t, f, co)}
local ok, pointer = pcall(string.format, "%p", t)
texts[#texts + 1] = ok and pointer or "refused"
local long
for _, text in ipairs(texts) do
    for digits in text:gmatch("0x(%x+)") do
        if #(digits:gsub("^0+", "")) > 8 then long = text end
    end
end
assert(long == nil, long)
return #texts
