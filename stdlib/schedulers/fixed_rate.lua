-- Starts the flow at a fixed rate, however long it takes: at `start`, and every so many seconds from there.
local iso8601 = require "iso8601"
local options = require "options"

function handler(system, this, inputs)
    local given = options("fixed_rate", inputs.value, {
        every_sec = {type = "number", least = 1, required = true}, start = {"1970-01-01T00:00:00Z"}, inputs = {{}},
    })
    local start, now = iso8601.parse(given.start), os.time()
    -- Moments that were missed are not made up for.
    local rounds = math.max(0, (now - start) // given.every_sec + 1)
    local moment = start + rounds * given.every_sec
    this:save {message = "starts at " .. iso8601.format(moment)}
    this:sleep_until(moment)
    this:flow {flow_id = inputs.flow_id, inputs = given.inputs, wait = false}
end
