-- Connections by the name of a connector, whose stored inputs each of them has unless it gives its own.
function handler(system, this, inputs)
    system:connector("squares"):save {
        connector_type = "REST", description = "knows squares",
        value = {url = inputs.url .. "/square", headers = {["X-Tenant"] = "blue"}},
    }
    local calls = {}
    for n = 1, 3 do calls[n] = this:connect("squares", {name = "square of " .. n, query = {n = n}, wait = false}) end
    this:wait_for(calls)
    local squares = {}
    for n, call in ipairs(calls) do squares[n] = call:get("output_value").json.square end

    -- Wrong inputs are errors of the call: nothing was sent.
    local ok, err = pcall(this.connect, this, "squares", {querry = {n = 4}})
    local connector = calls[1]:connector()
    this:set_output {
        squares = squares, error = err.type, connector = connector:get("name"), sent = #this:children(),
        greeting = this:connect("squares", {url = inputs.url .. "/greeting"}):get("output_value").text,
    }
end
