-- Starts a child every ten minutes on the minute, however long the children take.
function handler(system, this, inputs)
    local interval, rounds = 600, inputs.rounds or 4
    local start = os.time()
    local children = {}
    for round = 1, rounds do
        this:save {message = ("iteration %d/%d"):format(round, rounds)}
        children[round] = this:flow("square", {n = round, seconds = 15 * round, wait = false})
        this:sleep_until(start + round * interval)
    end
    this:wait_for(children)
    local starts = {}
    for i, child in ipairs(children) do starts[i] = child:get("created_at"):sub(12, 19) end
    this:set_output("starts", starts)
    return this:success(("%d rounds"):format(rounds))
end
