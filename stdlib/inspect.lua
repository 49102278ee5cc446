--- Shows any value as text for people: tables with their keys in order, the same in each run.
---
---     local inspect = require "inspect"
---     this:log(inspect({name = "a", tags = {"x", "y"}}))   --> {name = "a", tags = {"x", "y"}}
local sorted = require "sorted"

local words = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat return then true
    until while]]):gmatch("%a+") do
    words[word] = true
end

-- The keys in order, whatever the table's `__pairs` would say.
local function keys_of(t)
    local keys = {}
    for key in next, t do keys[key] = true end
    return sorted.keys(keys)
end

local function is_name(key)
    return type(key) == "string" and key:find("^[%a_][%w_]*$") ~= nil and not words[key]
end

-- "%q" writes line ends as a backslash and a line end, which is hard to read in a log.
local escapes = {["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\0"] = "\\0", ["\\"] = "\\\\", ['"'] = '\\"'}

local function quoted(text)
    local shown = text:gsub('[%c\\"]', function(c) return escapes[c] or ("\\x%02x"):format(c:byte()) end)
    return '"' .. shown .. '"'
end

local Writer = {}
Writer.__index = Writer

function Writer:add(text) self.parts[#self.parts + 1] = text end

function Writer:new_line(depth)
    if self.indent then self:add("\n" .. self.indent:rep(depth)) end
end

function Writer:key(key, depth)
    if is_name(key) then
        self:add(key)
    else
        self:add("[")
        self:value(key, depth)
        self:add("]")
    end
    self:add(" = ")
end

function Writer:entries(t, depth)
    local count, written = rawlen(t), 0
    local function begin()
        if written > 0 then self:add(self.indent and "," or ", ") end
        self:new_line(depth)
        written = written + 1
        if written <= self.items then return true end
        self:add("...")
        return false
    end
    for i = 1, count do
        if not begin() then return written end
        self:value(rawget(t, i), depth)
    end
    for _, key in ipairs(keys_of(t)) do
        if not (math.type(key) == "integer" and key >= 1 and key <= count) then
            if not begin() then return written end
            self:key(key, depth)
            self:value(rawget(t, key), depth)
        end
    end
    return written
end

function Writer:table(t, depth)
    if self.numbers[t] then
        self:add("<table " .. self.numbers[t] .. ">")
        return
    end
    self.count = self.count + 1
    self.numbers[t] = self.count
    if next(t) == nil then
        self:add("{}")
    elseif depth >= self.depth then
        self:add("{...}")
    else
        self:add("{")
        local written = self:entries(t, depth + 1)
        if written > 0 then self:new_line(depth) end
        self:add("}")
    end
end

function Writer:value(value, depth)
    local kind = type(value)
    if kind == "string" then
        self:add(quoted(value))
    elseif kind == "table" then
        self:table(value, depth)
    elseif value == null or kind == "number" or kind == "boolean" or kind == "nil" then
        self:add(tostring(value))
    elseif kind == "userdata" then
        self:add("<" .. tostring(value) .. ">")
    else
        -- The number of its first appearance, since an address would say nothing.
        self.count = self.numbers[value] and self.count or self.count + 1
        self.numbers[value] = self.numbers[value] or self.count
        self:add("<" .. kind .. " " .. self.numbers[value] .. ">")
    end
end

---@class InspectOptions
---@field indent? string | integer what each level is indented by, or how many spaces; everything on one line unless given
---@field depth? integer tables deeper than this are shown as {...}; 20 unless given
---@field items? integer entries of a table after this many are shown as ...; 1000 unless given

--- Shows a value as text. A table that was shown before, itself included, is `<table N>`, N counting tables and
--- functions in the order they appear. Metatables are not looked at.
---@param value any
---@param options? InspectOptions
---@return string
return function(value, options)
    options = options or {}
    local indent = options.indent
    if type(indent) == "number" then indent = (" "):rep(indent) end
    local writer = setmetatable(
        {parts = {}, numbers = {}, count = 0, indent = indent, depth = options.depth or 20, items = options.items or 1000},
        Writer
    )
    writer:value(value, 0)
    return table.concat(writer.parts)
end
