-- Sends a form and ends at once; a new execution of the same flow waits for the answer, however long that takes.
local form = {
    type = "object",
    properties = {
        text = {element = "string", type = "string", label = "What shall I remind you of?", order = 1},
        hours = {element = "number", type = "number", label = "In how many hours?", default = 24, order = 2},
    },
    required = {"text"},
}

local function send(this)
    local id = this:message("Reminder", {body = form, wait = false}):get("id")
    -- The new execution learns from its inputs that it is the second one.
    this:flow(this:get("flow_name"), {name = "reminder", message_id = id, wait = false})
    return this:success("the form is sent")
end

function handler(system, this, inputs)
    if not inputs.message_id then return send(this) end
    local response = system:message(inputs.message_id):wait():get("response")
    if response == null then return this:success("no reminder is wanted") end
    this:sleep(3600 * (response.hours or 24))
    this:message("Reminder: " .. response.text, {wait = false})
    return {reminded_of = response.text}
end
