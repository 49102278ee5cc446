--- More for JSON values than the global `json` has: pretty text, JSON pointers, merging, comparing.
---
---     local json = require "json"
---     json.get(order, "/lines/0/price", 0)
---     this:log(json.pretty(order))
local base = json
local sorted = require "sorted"

local module = {encode = base.encode, decode = base.decode, array = base.array, null = null}

local array_metatable = getmetatable(base.array {})

local function is_array(value)
    return type(value) == "table" and (#value > 0 or getmetatable(value) == array_metatable)
end

--- Tells whether a table is written as a JSON array.
---@param value any
---@return boolean
module.is_array = is_array

-- ---- Pretty text

local function pretty(value, indent, depth, parts)
    if type(value) ~= "table" or next(value) == nil then
        parts[#parts + 1] = base.encode(value)
        return
    end
    local inner = "\n" .. indent:rep(depth + 1)
    local open, close = "{", "}"
    if is_array(value) then open, close = "[", "]" end
    parts[#parts + 1] = open
    local function before(first) parts[#parts + 1] = (first and "" or ",") .. inner end
    if open == "[" then
        for i = 1, #value do
            before(i == 1)
            pretty(value[i], indent, depth + 1, parts)
        end
    else
        local first = true
        for key, element in sorted(value) do
            before(first)
            first = false
            parts[#parts + 1] = base.encode(key) .. ": "
            pretty(element, indent, depth + 1, parts)
        end
    end
    parts[#parts + 1] = "\n" .. indent:rep(depth) .. close
end

--- Writes a value over several lines, keys in order.
---@param value any
---@param indent? string | integer what each level is indented by, or how many spaces; 2 unless given
---@return string
function module.pretty(value, indent)
    indent = indent or 2
    if type(indent) == "number" then indent = (" "):rep(indent) end
    base.encode(value) -- whatever is not JSON is refused here, with its path
    local parts = {}
    pretty(value, indent, 0, parts)
    return table.concat(parts)
end

-- ---- JSON pointers (RFC 6901)

local function refuse(message)
    flow_api.raise("InvalidInputError", message)
end

local function steps_of(pointer)
    if type(pointer) ~= "string" then refuse("a JSON pointer is a text, not a " .. type(pointer)) end
    if pointer ~= "" and pointer:sub(1, 1) ~= "/" then refuse(("the JSON pointer '%s' does not begin with '/'"):format(pointer)) end
    local steps = {}
    for step in pointer:gmatch("/([^/]*)") do
        if step:find("~[^01]") or step:sub(-1) == "~" then
            refuse(("the JSON pointer '%s' has a '~' without 0 or 1"):format(pointer))
        end
        steps[#steps + 1] = step:gsub("~1", "/"):gsub("~0", "~")
    end
    return steps
end

-- Positions of arrays count from 0 in a pointer; `-` is the one after the last.
local function key_of(container, step)
    if not is_array(container) then return step end
    if step == "-" then return #container + 1 end
    if step == "0" or step:find("^[1-9]%d*$") then return math.tointeger(step) + 1 end
    return nil
end

--- The part of a value that a JSON pointer names, such as "/hosts/0/name"; positions count from 0.
---@param value any
---@param pointer string
---@param default? any what there is if nothing is there
---@return any
function module.get(value, pointer, default)
    for _, step in ipairs(steps_of(pointer)) do
        if type(value) ~= "table" then return default end
        local key = key_of(value, step)
        if key == nil then return default end
        value = value[key]
    end
    if value == nil then return default end
    return value
end

--- Sets the part of a value that a JSON pointer names; objects on the way are made. "-" appends to an array.
---@param value table
---@param pointer string not the empty one
---@param part any nil removes it
---@return table value the same table
function module.set(value, pointer, part)
    local steps = steps_of(pointer)
    if #steps == 0 then refuse("the empty JSON pointer names the whole value, which cannot be set") end
    local container = value
    for i, step in ipairs(steps) do
        if type(container) ~= "table" then
            refuse(("'%s' cannot be set: there is a %s on the way"):format(pointer, type(container)))
        end
        local key = key_of(container, step)
        if key == nil or math.type(key) == "integer" and key > #container + 1 then
            refuse(("'%s' cannot be set: '%s' is no position of an array of %d"):format(pointer, step, #container))
        end
        if i == #steps then
            if part == nil and is_array(container) then
                table.remove(container, key)
            else
                container[key] = part
            end
        else
            if container[key] == nil then container[key] = {} end
            container = container[key]
        end
    end
    return value
end

-- ---- Whole values

--- A copy of a value, at every depth.
---@generic T
---@param value T
---@return T
function module.copy(value)
    if type(value) ~= "table" then return value end
    local copy = is_array(value) and base.array {} or {}
    for key, part in pairs(value) do copy[key] = module.copy(part) end
    return copy
end

--- Puts the objects `...` over `first`, at every depth; arrays and other values are replaced whole (RFC 7396, but null
--- stays null). Nothing given is changed.
---@param first table
---@param ... table
---@return table
function module.merge(first, ...)
    local result = module.copy(first)
    for _, over in ipairs({...}) do
        for key, part in pairs(over) do
            local there = result[key]
            if type(part) == "table" and type(there) == "table" and not is_array(part) and not is_array(there) then
                result[key] = module.merge(there, part)
            else
                result[key] = module.copy(part)
            end
        end
    end
    return result
end

--- Tells whether two values are the same JSON; 1 and 1.0 are.
---@param a any
---@param b any
---@return boolean
function module.equal(a, b)
    if type(a) ~= "table" or type(b) ~= "table" then return a == b end
    if is_array(a) ~= is_array(b) then return false end
    for key, part in pairs(a) do
        if not module.equal(part, b[key]) then return false end
    end
    for key in pairs(b) do
        if a[key] == nil then return false end
    end
    return true
end

return module
