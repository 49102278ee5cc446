-- When the wrapped execution fails, asks people whether to run it again.
local options = require "options"

local known = {
    interactive_limit_minutes = {30, least = 0}, subject = {type = "string"}, body = {type = "string"},
}

local form = {
    type = "object",
    properties = {
        retry = {element = "submit", type = "boolean", label = "Run it again", order = 2},
        fail = {element = "submit", type = "boolean", label = "Let it fail", order = 3},
    },
}

local function ask(this, given, err)
    local text = (given.body and given.body .. "\n\n" or "") .. tostring(err)
    form.properties.reason = {element = "markdown", type = "string", description = text, order = 1}
    local subject = given.subject or "It failed: run it again?"
    local ok, answer = pcall(function()
        local timeout = given.interactive_limit_minutes * 60
        return this:message(subject, {body = form, timeout = timeout}):get("response")
    end)
    if ok then return type(answer) == "table" and answer.retry == true end
    if not flow_api.is(answer, "MessageResponseTimeoutError") then error(answer, 0) end
    this:log "nobody answered in time"
    return false
end

function handler(system, this, inputs, params)
    local given = options("interactive", params, known)
    while true do
        local ok, result = pcall(this.child, this)
        if ok then return result end
        if not flow_api.is(result, "DependencyFailedError") or not ask(this, given, result) then error(result, 0) end
    end
end
