-- What a failing child does to its parent, and three ways to live with it.
local broken = [[
function handler(system, this, inputs)
    if inputs.attempt and inputs.attempt >= 3 then return {answer = 42} end
    return this:error("HttpError 409: not yet")
end
]]

function handler(system, this, inputs)
    -- 1: catch the error.
    local ok, err = pcall(this.script, this, broken, {name = "first"})
    this:set_output("caught", {
        ok = ok, class = err.type, is_dependency = flow_api.is(err, "DependencyFailedError"),
        child_status = err.details and err.details.status,
    })

    -- 2: do not raise; branch on the status and the message.
    local child = this:script(broken, {name = "second", wait = "ALL_ENDED"})
    if child:get("status") == "ENDED_ERROR" and child:get("message"):find("HttpError 409", 1, true) then
        this:set_output("conflict", true)
    end

    -- 3: try again, with a pause between the tries.
    local answer
    for attempt = 1, 5 do
        local try = this:script(broken, {name = "try " .. attempt, attempt = attempt, wait = "ALL_ENDED"})
        if try:get("status") == "ENDED_SUCCESS" then
            answer = try:get("output_value").answer
            break
        end
        this:sleep(10)
    end
    this:set_output("answer", answer)

    -- A script that does not compile is an execution that ended with an error.
    local odd = this:script("function handler(", {wait = "ALL_ENDED"})
    this:set_output("syntax", odd:get("message"))
end
