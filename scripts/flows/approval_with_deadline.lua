-- Waits for an approval by asking every ten minutes, reminds after an hour, and decides by itself at the deadline.
-- The states and what leads from one to the next stand in one table.

local iso8601 = require "iso8601"

-- Stands for the service that knows the answer: it comes after 95 minutes.
local function answer_of(request)
    if os.time() - request.asked_at >= request.answered_after then return request.answer end
end

local states = {
    waiting = function(this, request)
        local answer = answer_of(request)
        if answer then return answer end
        if os.time() >= request.deadline then return "expired" end
        if not request.reminded and os.time() - request.asked_at >= 3600 then return "reminding" end
        this:sleep_until(math.min(os.time() + 600, request.deadline))
        return "waiting"
    end,
    reminding = function(this, request)
        this:log("reminder sent", {to = request.approver})
        request.reminded = true
        return "waiting"
    end,
}

function handler(system, this, inputs)
    local request = {
        approver = inputs.approver or "ops-lead",
        asked_at = os.time(),
        deadline = iso8601.add(os.time(), iso8601.duration(inputs.deadline or "PT4H")),
        answer = inputs.answer or "approved",
        answered_after = inputs.answered_after or 95 * 60,
    }
    local state, steps = "waiting", 0
    while states[state] do
        steps = steps + 1
        local next_state = states[state](this, request)
        if next_state ~= state then this:log(("%s -> %s"):format(state, next_state)) end
        state = next_state
    end
    this:set_output {state = state, steps = steps, at = iso8601.format(os.time())}
    if state ~= "approved" then return this:error("the request was " .. state) end
    return this:success("approved")
end
