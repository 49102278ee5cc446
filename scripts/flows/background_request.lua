-- Creates a connection, runs it in the background, works on, and fetches what it gave.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the service")
    local c = this:connect {connector_type = "REST", url = url .. "/square", query = {n = 12}, run = false}
    this:set_output("before", c:get("status"))
    c:run_async()

    local sum = 0
    for n = 1, 100 do sum = sum + n end

    c:wait()
    this:set_output {square = c:get("output_value").json.square, sum = sum, type = c:get("connector_type")}
end
