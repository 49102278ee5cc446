-- One connection as a template that is not run, and several clones of it with inputs of their own.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the service")
    local template = this:connect {
        connector_type = "REST", name = "template", url = url .. "/square", run = false,
        headers = {["X-Tenant"] = "blue"},
    }
    local clones = {}
    for n = 1, 3 do
        clones[n] = template:clone {name = "square of " .. n, query = {n = n}, wait = false}
    end
    this:wait_for(clones)

    local squares = {}
    for n, clone in ipairs(clones) do squares[n] = clone:get("output_value").json.square end
    this:set_output {squares = squares, template = template:get("status"), type = clones[1]:get("type")}
    template:cancel("not needed")
end
