-- A flow that never ends would have a journal that never ends. `continue_as_new` starts it over with an empty one.
function handler(system, this, inputs)
    local round = inputs.round or 1
    this:log("polling, round " .. round)
    this:sleep(300)
    if round < 4 then this:continue_as_new {round = round + 1, seen = (inputs.seen or 0) + round} end
    return {rounds = round, seen = inputs.seen, minutes = 5 * round}
end
