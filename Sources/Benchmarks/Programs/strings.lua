local parts = {}
for i = 1, 60000 do
    parts[#parts + 1] = string.format("%05d:%s", i, ("x"):rep(i % 17))
end
local text = table.concat(parts, ",")
local total = 0
for number, rest in text:gmatch("(%d+):(x*)") do total = total + tonumber(number) + #rest end
local replaced, count = text:gsub("x+", function(run) return #run end)
assert(count > 50000 and #replaced < #text)
for i = 1, 200000 do local s = "item " .. i; total = total + #s end
for i = 1, 20000 do local a, b = ("key = value " .. i):match("^(%w+)%s*=%s*(.-)$"); total = total + #a + #b end
assert(total > 0)
