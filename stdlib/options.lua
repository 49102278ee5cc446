--- Checks a table of options, and fills in what was not given.
---
---     local options = require "options"
---     local given = options("upload", params, {
---         tries = {3, least = 1},
---         target = {type = "string", required = true},
---     })

---@class Option
---@field [1]? any the value when none is given
---@field type? string | string[] the Lua type or types of the value; that of the default unless given
---@field least? number the smallest number
---@field required? boolean whether a value must be given

local function refuse(class, name, message)
    flow_api.raise(class, name .. ": " .. message)
end

local function names(of)
    local list = {}
    for name in pairs(of) do list[#list + 1] = name end
    table.sort(list)
    return table.concat(list, ", ")
end

local function fits(value, types)
    for _, each in ipairs(types) do
        if type(value) == each then return true end
    end
    return false
end

local function checked(name, key, option, value)
    local types = option.type or type(option[1])
    if type(types) == "string" then types = {types} end
    if not fits(value, types) then
        local expected = table.concat(types, " or a ")
        refuse("InvalidInputError", name, ("%s expects a %s, but got a %s"):format(key, expected, type(value)))
    end
    -- Written this way round, it refuses what is not a number as well.
    if option.least and not (value >= option.least) then
        refuse("InvalidInputError", name, ("%s is %s, less than %s"):format(key, value, option.least))
    end
    return value
end

--- Returns the options with the defaults of those that were not given; null counts as not given.
---@param name string what the options are for: messages begin with it
---@param given? table<string, any>
---@param known table<string, Option>
---@return table<string, any> options
return function(name, given, known)
    given = given == nil and {} or given
    if type(given) ~= "table" then refuse("InvalidInputError", name, "expects a table, but got a " .. type(given)) end
    for key in pairs(given) do
        if known[key] == nil then
            refuse("ExtraInputError", name, ("there is no parameter '%s'; it has %s"):format(tostring(key), names(known)))
        end
    end
    local options = {}
    for key, option in pairs(known) do
        local value = given[key]
        if value == null then value = nil end
        if value ~= nil then
            options[key] = checked(name, key, option, value)
        elseif option.required then
            local types = option.type or "value"
            if type(types) == "table" then types = table.concat(types, " or a ") end
            refuse("MissingInputError", name, ("%s is missing; expected a %s"):format(key, types))
        else
            options[key] = option[1]
        end
    end
    return options
end
