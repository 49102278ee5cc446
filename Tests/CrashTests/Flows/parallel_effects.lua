-- Effects at the same time; what each gives does not depend on which comes first.
function handler(system, this, inputs)
    local running = {}
    for i = 1, 5 do
        running[i] = this:connect{connector_type = "EFFECT", target = "host-" .. i, wait = false}
    end
    this:wait_for(running)
    local results = {}
    for i, effect in ipairs(running) do results[i] = effect:get("output_value").target end
    return {results = results}
end
