-- Reads inputs that may be missing, null or of the wrong type, says everything that is wrong at once, and ends with an
-- error before anything is done.

local fields = {
    {name = "host", type = "string", required = true},
    {name = "memory_gb", type = "number", default = 4},
    {name = "disks", type = "table", default = {}},
    {name = "owner", type = "string", required = true},
    {name = "monitored", type = "boolean", default = true},
}

-- The inputs with defaults filled in, and a list of what is wrong with them.
local function checked(inputs)
    local settings, problems = {}, {}
    for _, field in ipairs(fields) do
        local value = inputs[field.name]
        if value == null then value = nil end
        if value == nil and field.required then
            problems[#problems + 1] = ("'%s' is missing"):format(field.name)
        elseif value ~= nil and type(value) ~= field.type then
            problems[#problems + 1] = ("'%s' is a %s, not a %s"):format(field.name, type(value), field.type)
        elseif value == nil then
            settings[field.name] = field.default
        else
            settings[field.name] = value
        end
    end
    return settings, problems
end

function handler(system, this, inputs)
    local settings, problems = checked(inputs or {})
    if #problems > 0 then
        this:set_output("problems", problems)
        return this:error(("%d of the inputs cannot be used: %s"):format(#problems, table.concat(problems, ", ")))
    end
    this:log("provisioning", settings)
    return this:success("provisioned " .. settings.host)
end
