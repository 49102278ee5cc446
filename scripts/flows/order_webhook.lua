-- A webhook that checks what it is sent, leaves the work to a flow in the background, and answers before that is done.
local schema = {
    type = "object", required = {"item", "count"},
    properties = {item = {type = "string"}, count = {type = "integer", minimum = 1}},
}

function handler(system, this, inputs)
    local ok, err = pcall(system.validate, system, inputs.json or {}, schema)
    if not ok then
        return this:webhook_json_response({error = err.message}, 422)
    end
    -- The answer goes out once all of this is kept: an order that is accepted is never lost.
    this:flow("order_webhook_work", {order = inputs.json, wait = false})
    this:log("accepted", inputs.json)
    return this:webhook_json_response({accepted = inputs.json.item}, {status_code = 202, headers = {["Retry-After"] = 5}})
end
