-- Calls an API that wants its requests signed: a flow of its own signs, and what it gives goes into the call.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the API")

    local function call(action, parameters)
        -- Comes back when the child has ended, so a chain can go on with its output. That it failed would be an error here.
        local query = this:flow("sign_request", {
            name = "sign " .. action, url = url, action = action, parameters = parameters,
        }):get("output_value")["query"]
        return this:connect {
            connector_type = "REST", name = action, url = url .. "/api?" .. query, method = "POST",
        }:get("output_value").json
    end

    local zone = call("createZone", {name = "blue", kind = "basic"})
    local server = call("deployServer", {zone = zone.id, size = "small"})
    this:set_output {zone = zone.id, server = server.id}
    return this:success(("server %d runs in zone %d"):format(server.id, zone.id))
end
