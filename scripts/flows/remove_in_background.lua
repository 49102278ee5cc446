-- Ends with success and leaves the removing to a connection that goes on alone.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the service")
    this:connect {
        connector_type = "REST", name = "remove the server", url = url .. "/servers/1", method = "DELETE",
        wait = false,
    }
    return this:success("the server is being removed")
end
