-- A far side that refuses twice: every attempt is a connection of its own, with a key of its own.
function handler(system, this, inputs)
    local delay, messages = 1, {}
    for attempt = 1, 5 do
        local ok, effect = pcall(this.connect, this, {connector_type = "EFFECT", target = "busy", refusals = 2})
        if ok then
            return {attempts = attempt, result = effect:get("output_value"), messages = messages}
        end
        messages[attempt] = effect.details.message
        this:sleep(delay)
        delay = delay * 2
    end
    this:error("the far side stayed busy")
end
