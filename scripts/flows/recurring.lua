-- Runs another flow again and again, with a fixed pause after each run, and shows in its name and message what it is at.
function handler(system, this, inputs)
    local flow, rounds, interval = inputs.flow or "square", inputs.rounds or 3, inputs.interval_sec or 900
    this:save {name = "Recurring " .. flow}
    local squares = {}
    for round = 1, rounds do
        this:save {message = ("iteration %d/%d"):format(round, rounds)}
        local child = this:flow(flow, {name = ("%s %d"):format(flow, round), n = round, seconds = 60 * round})
        squares[round] = child:get("output_value").square
        -- After the run, however long that took; `fixed_rate` shows the other way.
        if round < rounds then this:sleep(interval) end
    end
    return {name = this:get("name"), squares = squares}
end
