-- Starts the flow once, at a moment, and disables its schedule.
local iso8601 = require "iso8601"
local options = require "options"

function handler(system, this, inputs)
    local given = options("once", inputs.value, {at = {type = {"string", "number"}, required = true}, inputs = {{}}})
    this:save {message = "starts at " .. (type(given.at) == "string" and given.at or iso8601.format(given.at))}
    this:sleep_until(given.at)
    this:flow {flow_id = inputs.flow_id, inputs = given.inputs, wait = false}
    system:schedule(inputs.schedule_id):save {is_enabled = false}
end
