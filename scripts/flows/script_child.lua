-- A child whose script is written on the spot, and which connects.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the service")
    local child = this:script([[
        function handler(system, this, inputs)
            local page = this:connect {connector_type = "REST", url = inputs.url .. "/greeting"}:get("output_value")
            return {greeting = page.text, status = page.status_code}
        end
    ]], {url = url})
    this:set_output(child:get("output_value"))
end
