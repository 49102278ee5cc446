-- Asks people with a form, waits for the answer, and gives up after two days.
function handler(system, this, inputs)
    local form = {
        type = "object",
        properties = {
            approve = {element = "submit", type = "boolean", label = "Approve", order = 1},
            reason = {element = "string", type = "string", label = "Why?", order = 2},
        },
        required = {"approve"},
    }
    local ok, answer = pcall(function()
        return this:message("Buy a new server?", {body = form, timeout = 2 * 86400}):get("response")
    end)
    if not ok then
        if not flow_api.is(answer, "MessageResponseTimeoutError") then error(answer, 0) end
        return this:error("nobody answered in time")
    end
    this:set_output {approved = answer.approve, reason = answer.reason}

    -- A notice needs no answer.
    local notice = this:message("Done", "The decision is noted.", {message_type = "SUCCESS", wait = false})
    this:set_output("notice", {notice:get("subject", "message_type", "is_submitted")})

    -- A question with one field.
    local name = this:message("Name", {request = "What shall it be called?"}):get("response")
    return this:success(name ~= null and name.string or "without a name")
end
