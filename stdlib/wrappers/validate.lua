-- Checks inputs and output of the wrapped execution against schemas.
local options = require "options"

local schema = {type = {"table", "boolean"}}

function handler(system, this, inputs, params)
    local given = options("validate", params, {input_schema = schema, output_schema = schema})
    if given.input_schema ~= nil then system:validate(inputs, given.input_schema) end
    local child = this:child()
    if given.output_schema ~= nil then system:validate(child:get("output_value"), given.output_schema) end
    return child
end
