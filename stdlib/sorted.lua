--- Visits a table in the order of its keys, whatever order they were set in.
---
---     local sorted = require "sorted"
---     for name, host in sorted(hosts) do this:log(name) end
local sorted = {}

-- Numbers before texts before booleans; what has no order of its own stays as `pairs` gives it.
local ranks = {number = 1, string = 2, boolean = 3}

local function before(a, b)
    local rank_a, rank_b = ranks[type(a)] or 4, ranks[type(b)] or 4
    if rank_a ~= rank_b then return rank_a < rank_b end
    if rank_a <= 2 then return a < b end
    return rank_a == 3 and not a and b
end

--- The keys of a table in order: numbers, then texts by their bytes, then false and true, then all others.
---@generic K
---@param t table<K, any>
---@param less? fun(a: K, b: K): boolean another order
---@return K[] keys
function sorted.keys(t, less)
    local keys = {}
    for key in pairs(t) do keys[#keys + 1] = key end
    table.sort(keys, less or before)
    return keys
end

-- An iterator over these keys that sees values as they are when it comes to them.
local function over(t, keys)
    local position = 0
    return function()
        position = position + 1
        local key = keys[position]
        if key ~= nil then return key, t[key] end
    end
end

--- Visits keys and values in the order of the keys. Keys added on the way are not visited.
---@generic K, V
---@param t table<K, V>
---@param less? fun(a: K, b: K): boolean another order of the keys
---@return fun(): K?, V? iterator
function sorted.pairs(t, less)
    return over(t, sorted.keys(t, less))
end

--- Visits keys and values in the order of the values; those that tie, in the order of the keys.
---@generic K, V
---@param t table<K, V>
---@param less? fun(a: V, b: V): boolean another order of the values
---@return fun(): K?, V? iterator
function sorted.by_value(t, less)
    less = less or before
    local keys = sorted.keys(t)
    table.sort(keys, function(a, b) return less(t[a], t[b]) end)
    return over(t, keys)
end

return setmetatable(sorted, {__call = function(_, t, less) return sorted.pairs(t, less) end})
