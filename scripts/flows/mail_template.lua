-- Fills a text with values: {{name}}, {{customer.name}} for values inside others, and {{#list}}...{{/list}} once for
-- each element. A name that is not there is an error that says where.

local function lookup(values, path)
    local value = values
    for key in path:gmatch("[^.]+") do
        if type(value) ~= "table" or value[key] == nil then
            flow_api.raise("MissingInputError", ("the template needs '%s', but there is no '%s'"):format(path, key))
        end
        value = value[key]
    end
    return value
end

local function fill(template, values)
    local text = template:gsub("{{#([%w_.]+)}}\n?(.-){{/%1}}\n?", function(path, body)
        local parts = {}
        for i, element in ipairs(lookup(values, path)) do
            -- Inside, names are looked up in the element first, then outside of it.
            local inner = setmetatable({number = i}, {__index = function(_, key)
                local own
                if type(element) == "table" then own = element[key] end
                if own == nil then return values[key] end
                return own
            end})
            parts[i] = fill(body, inner)
        end
        return table.concat(parts)
    end)
    return (text:gsub("{{([%w_.]+)}}", function(path) return tostring(lookup(values, path)) end))
end

local template = [[
Dear {{customer.name}},

your order {{id}} is on its way:
{{#lines}}
  {{number}}. {{count}} x {{article}}
{{/lines}}
Yours, {{sender}}
]]

function handler(system, this, inputs)
    local order = {
        id = "A-1007", sender = "the shop", customer = {name = "Ada"},
        lines = {{count = 2, article = "lamp"}, {count = 1, article = "100 % wool"}},
    }
    this:set_output("mail", fill(template, order))

    order.customer = {}
    local ok, err = pcall(fill, template, order)
    return {ok = ok, class = err.type, message = err.message}
end
