-- Asks a service that is often down, waits longer after each failure, and gives up after a number of attempts.
-- The loop is written out here; the second half does the same with the module `retry`.

local retry = require "retry"

-- Stands for a call that reaches outside: the service is up two times out of ten.
local function ask_service(question)
    if math.random() < 0.8 then flow_api.raise("TimeoutExceededError", "the service did not answer in 30 s") end
    return "answer to " .. question
end

local function ask_patiently(this, question)
    local delay = 1
    for attempt = 1, 12 do
        local ok, result = pcall(ask_service, question)
        if ok then return result, attempt end
        -- Only what may pass by itself is tried again.
        if not flow_api.is(result, "TimeoutExceededError") then error(result, 0) end
        this:log(("attempt %d: %s"):format(attempt, result.message))
        this:sleep(delay)
        delay = math.min(delay * 2, 60)
    end
    return this:error("the service did not answer in 12 attempts")
end

function handler(system, this, inputs)
    local answer, attempts = ask_patiently(this, "disk space")
    this:set_output("disk", {answer = answer, attempts = attempts})

    local options = {attempts = 12, delay = 1, most = 60, jitter = 0.5, on = "TimeoutExceededError"}
    this:set_output("load", retry(this, options, function() return ask_service("load") end))
    return this:success("both were answered")
end
