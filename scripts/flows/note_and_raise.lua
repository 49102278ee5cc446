-- Notes what went wrong, cleans up, and lets the error end the execution.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the service")
    local server = this:connect {
        connector_type = "REST", url = url .. "/servers", method = "POST", json = {size = "small"},
    }:get("output_value").json

    local ok, err = pcall(function()
        this:connect {connector_type = "REST", url = url .. "/servers/" .. server.id .. "/state"}
    end)
    if not ok then
        this:save {message = "provisioning failed: " .. err.message}
        this:set_output("noted", err.type)
        this:connect {connector_type = "REST", url = url .. "/servers/" .. server.id, method = "DELETE"}
        error(err, 0)
    end
end
