-- Everything whose order or text depends, in stock Lua, on addresses, a random seed, the clock or the collector.
-- Returns a digest of all that was observed, and some of it in plain, so that a difference can be found.

local digest = 0xcbf29ce484222325
local observed = 0

local function note(...)
    for index = 1, select("#", ...) do
        local text = tostring((select(index, ...)))
        for at = 1, #text do
            digest = (digest ~ text:byte(at)) * 0x100000001b3
        end
        digest = (digest ~ 31) * 0x100000001b3
        observed = observed + 1
    end
end

local plain = {}

-- Keys of every type, in the order of pairs.
local function order_of(t)
    local names = {}
    for key, value in pairs(t) do
        note(key, value)
        names[#names + 1] = tostring(value)
    end
    return table.concat(names, " ")
end

local words = {}
for i = 1, 300 do words["word" .. i * 7919 % 1009] = i end
order_of(words)

local short = {}
for name in ("now is the time for all good flows to come to the aid of the party"):gmatch("%a+") do
    short[name] = name
end
plain.strings = order_of(short)

local tables, functions, coroutines, mixed = {}, {}, {}, {}
for i = 1, 40 do
    tables[{i}] = i
    functions[function() return i end] = i
    coroutines[coroutine.create(function() return i end)] = i
end
plain.tables = order_of(tables)
plain.functions = order_of(functions)
plain.coroutines = order_of(coroutines)

local library = {}
for _, name in ipairs{"print", "pairs", "ipairs", "next", "type", "error", "pcall", "select", "tostring", "load"} do
    library[_G[name]] = name
end
for _, name in ipairs{"string", "table", "math", "coroutine", "utf8", "os", "json"} do library[_G[name]] = name end
library[string.format], library[utf8.codes("x")], library[pairs({})] = "format", "codes", "next again"
library[null] = "null"
plain.library = order_of(library)
plain.globals = order_of((function()
    local names = {}
    for name, value in pairs(_G) do names[name] = type(value) .. ":" .. name end
    return names
end)())

for i = 1, 60 do
    mixed[i], mixed[i + 0.5], mixed["k" .. i], mixed[-i], mixed[{}] = "i" .. i, "f" .. i, "s" .. i, "n" .. i, "t" .. i
end
mixed[true], mixed[false], mixed[2 ^ 53], mixed[math.mininteger], mixed[1e300] = "yes", "no", "big", "min", "huge"
for i = 1, 60, 3 do mixed[i], mixed["k" .. i], mixed[i + 0.5] = nil, nil, nil end
for i = 1, 30 do mixed["late" .. i] = i end
plain.mixed = order_of(mixed):sub(1, 200)

-- Deletions during a walk, and keys that take the places.
for key in pairs(mixed) do
    if type(key) == "string" and #key % 2 == 0 then mixed[key] = nil end
end
order_of(mixed)
for i = 1, 50 do mixed["again" .. i] = i end
order_of(mixed)

-- Lengths of tables with holes: they depend on how keys fell into the array and the hash part.
local lengths = {}
for size = 1, 120 do
    local t = {}
    for i = 1, size do
        if (i * 2654435761 >> 7) % 3 ~= 0 then t[i] = i end
    end
    for i = size, 1, -4 do t[i] = nil end
    for i = 1, size // 3 do t["s" .. i * size] = i end
    t[size + 1], t[size + 5] = 1, 1
    lengths[size] = #t
    note(#t)
end
plain.lengths = table.concat(lengths, " ", 100, 120)

-- Sorting: ties, a comparator without order, and numbers of both kinds.
local records = {}
for i = 1, 1000 do records[i] = {group = i * 7919 % 17, number = i} end
table.sort(records, function(a, b) return a.group < b.group end)
for _, record in ipairs(records) do note(record.group, record.number) end
local disorder = {}
for i = 1, 400 do disorder[i] = i * 7919 % 401 end
note(pcall(table.sort, disorder, function(a, b) return (a ~ b) % 3 == 1 end))
note(table.unpack(disorder, 1, 100))
local numbers = {3, 1.5, -0.0, 0, 2 ^ 53, 1e-300, -1, math.huge, 3.0, 1}
table.sort(numbers)
note(table.unpack(numbers))

-- Numbers as text.
local floats = {
    0.1, 1 / 3, -0.0, 1e15, 1e16, 1e100, 2 ^ 53, 2 ^ 63, 123456.789, 5e-324, 1.7976931348623157e308, math.pi,
    1 / 0, -1 / 0, 0 / 0, -(0 / 0), math.sqrt(2), 7 // 2.0, 7 % -3.5, 1e300 * 1e10,
}
local texts = {}
for index, float in ipairs(floats) do
    texts[index] = tostring(float)
    note(float, string.format("%.14g %.17g %a %5.2f %e %g", float, float, float, float, float, float))
end
plain.floats = table.concat(texts, " ")
note(math.mininteger, math.maxinteger, 1 << 63, 7 // 0.0, -7 // 0.0, 3 | 0, "10" + 5, "0x10" * 2, 10 / 2)

-- Random numbers, and what the script cannot see of the clock.
local dice = {}
for i = 1, 20 do dice[i] = math.random(6) end
plain.random = table.concat(dice)
note(math.random(), math.random(0), math.random(1 << 40), math.random(math.mininteger, math.maxinteger))
math.randomseed(42)
note(math.random(1000), math.random())
note(os.time(), os.clock(), os.date("!%Y-%m-%dT%H:%M:%S"), os.date("*t").yday)
note(os.time{year = 2024, month = 2, day = 30})

-- Texts of values without a text of their own, and errors.
local function named() return 1 end
note({}, named, print, string.format, coroutine.create(named), null, string.format("%s %s", {}, named))
plain.addresses = tostring({}) .. " " .. tostring(named) .. " " .. tostring(print)

local failures = {}
for _, attempt in ipairs{
    function() return nil + 1 end, function() return ({}).x.y end, function() return #5 end,
    function() return {} < {} end,
    function() return words .. "x" end, function() error({code = 7}) end, function() error("plain") end,
    function() error("level", 2) end, function() return ("x"):rep(-1):bad() end, function() string.rep() end,
    function() setmetatable({}, 1) end, function() return 1 < "2" end, function() return 2 ^ 53 | 0.5 end,
    function() load("x = = 1", "=chunk")() end, function() return math.tointeger({}) end,
    function() coroutine.yield(1) end,
    function() return json.encode({print}) end, function() return json.decode("[1,") end,
    function() require("nothing") end,
    function() local t = setmetatable({}, {__index = function(_, key) error(key) end}) return t.field end,
} do
    local _, message = pcall(attempt)
    failures[#failures + 1] = tostring(type(message) == "table" and (message.message or message.code) or message)
    if type(message) == "table" then note(message.type, message.message, message.traceback) end
end
note(table.unpack(failures))
plain.failures = table.concat(failures, "\n"):sub(1, 600)

local function deep(n)
    if n == 0 then error("at the bottom") end
    return (deep(n - 1))
end
note(pcall(deep, 30))
note(xpcall(deep, function(message) return "handled " .. message end, 30))
note(coroutine.resume(coroutine.create(deep), 10))
note(pcall(string.gsub, "x", "x", function() return string.rep("x", 3, 5, {}) end))

-- Nesting ends at the same level everywhere.
local levels = 0
local function nest()
    levels = levels + 1
    return (("x"):gsub("x", nest))
end
note(pcall(nest))
note(levels)
plain.levels = levels

-- Churn: many collections, with strings that are interned and freed, and tables that grow and shrink.
local kept, last = {}, nil
for round = 1, 4000 do
    local t = {round, name = "name" .. round, [round * 1.5] = {last}}
    last = round % 7 == 0 and t or nil
    kept["key" .. round % 257] = t
    kept[t] = round
    if round % 3 == 0 then kept[kept["key" .. (round * 31) % 257] or 0] = nil end
    if round % 500 == 0 then
        local n = 0
        for key, value in pairs(kept) do
            n = n + 1
            note(type(key), type(value) == "number" and value or value[1])
        end
        note(n, #kept)
    end
end
local text = ""
for i = 1, 2000 do
    text = text .. string.char(97 + i % 26)
    if #text > 200 then text = text:sub(100) end
end
note(text)

-- Keys whose hashes collide in every power of two, as integers, floats and strings.
local clash = {}
for i = 1, 500 do
    clash[i * ((1 << 9) - 1)], clash[i << 20], clash[i * 2.0 ^ 40 + 0.5] = i, i, i
    clash[("x"):rep(i % 60) .. i], clash[("long key "):rep(6) .. i] = i, i
end
order_of(clash)

return {digest = string.format("%016x", digest), observed = observed, plain = plain}
