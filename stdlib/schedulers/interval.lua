-- Starts the flow again and again, each time so long after it has ended.
local iso8601 = require "iso8601"
local options = require "options"

function handler(system, this, inputs)
    local given = options("interval", inputs.value, {
        every_sec = {type = "number", least = 1, required = true}, inputs = {{}},
    })
    this:save {message = "starts at " .. iso8601.format(os.time() + given.every_sec)}
    this:sleep(given.every_sec)
    this:flow {flow_id = inputs.flow_id, inputs = given.inputs, wait = "ALL_ENDED"}
end
