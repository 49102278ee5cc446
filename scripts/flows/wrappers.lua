-- Policies around flows, which need not know of them: named by the caller, or kept with the flow.
function handler(system, this, inputs)
    -- A wrapper of one's own: its script runs instead, and starts what it wraps when it sees fit.
    system:wrapper("office_hours"):save {
        description = "Waits for the morning before it runs something at night.",
        script = [[
            function handler(system, this, inputs, params)
                local hour = os.date("!*t").hour
                if hour < params.from then this:sleep((params.from - hour) * 3600) end
                return this:child()
            end
        ]],
    }

    -- Fails at first: what it counts in is a setting.
    local flaky = [[
        local attempts = system:setting("attempts")
        local count = (attempts:exists() and attempts:get("value") or 0) + 1
        attempts:save{value = count}
        if count < 3 then return this:error("the host is not up yet") end
        return {attempts = count, host = inputs.host}
    ]]

    -- Outside: the retries; inside: each of them has a minute.
    local child = this:using("retry", {max_tries = 5, delay_sec = 30}):using("timeout", {timeout_sec = 60}):script(
        flaky, {name = "deploy", host = "apollo"})
    this:set_output("deployed", child:get("output_value"))
    this:set_output("name", child:get("name"))

    -- With the flow itself: whoever runs it, it is wrapped.
    system:flow("greet"):save {
        script = [[ return {greeting = "Hello, " .. inputs.person} ]],
        wrappers = {{wrapper_name = "validate", params = {input_schema = {required = {"person"}}}}},
    }
    this:set_output("greeting", this:flow("greet", {person = "Ada"}):get("output_value").greeting)
    local refused = this:flow("greet", {wait = "ALL_ENDED"})
    this:set_output("refused", refused:get("message"):match("%a+Error"))
    this:set_output("own", this:using("office_hours", {from = 0}):flow("greet", {person = "Bob"}):get("output_value"))
end
