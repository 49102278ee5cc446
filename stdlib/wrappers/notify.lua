-- Tells people, or a flow, how the wrapped execution ended.
local options = require "options"

local known = {
    notify_on_success = {false}, notify_on_error = {true}, subject = {type = "string"}, body = {type = "string"},
    run_on_state_change_flow = {type = "string"},
}

function handler(system, this, inputs, params)
    local given = options("notify", params, known)
    local child = this:child {wait = "ALL_ENDED"}
    local id, name, status, message = child:get("id", "name", "status", "message")
    local is_success = status == "ENDED_SUCCESS"
    if is_success and given.notify_on_success or not is_success and given.notify_on_error then
        local subject = given.subject or ("%s: %s"):format(name, status)
        local body = given.body or ("The execution %s (%s) ended with %s."):format(name, id, status)
        -- A message without an answer is not waited for.
        this:message(subject, message ~= null and body .. "\n\n" .. message or body, {
            message_type = is_success and "SUCCESS" or "ERROR", wait = false,
        })
        if given.run_on_state_change_flow then
            this:flow(given.run_on_state_change_flow, {
                inputs = {execution_id = id, name = name, status = status, message = message},
            })
        end
    end
    -- An error of the wrapped execution is that of the wrapper.
    if not is_success then child:wait() end
    return child
end
