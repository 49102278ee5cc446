-- Notes what went wrong, cleans up, and lets the error end the execution.
function handler(system, this, inputs)
    local server = this:connect {
        connector_type = "REST", url = inputs.url .. "/servers", method = "POST", json = {size = "small"},
    }:get("output_value").json

    local ok, err = pcall(function()
        this:connect {connector_type = "REST", url = inputs.url .. "/servers/" .. server.id .. "/broken"}
    end)
    if not ok then
        this:save {message = "provisioning failed: " .. err.message}
        this:set_output("noted", err.type)
        this:connect {connector_type = "REST", url = inputs.url .. "/servers/" .. server.id, method = "DELETE"}
        error(err, 0)
    end
end
