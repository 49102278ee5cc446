-- Pauses until somebody resumes the execution. Here a child does, so that the example ends by itself.
local operator = [[
function handler(system, this, inputs)
    local gate = system:execution(inputs.gate)
    gate:wait_status("PAUSED")
    this:set_output("message", (gate:get("message")))
    this:sleep(3600)
    gate:run_async()
end
]]

function handler(system, this, inputs)
    local before = os.time()
    local child = this:script(operator, {gate = this:get("id"), wait = false, name = "operator"})
    this:pause("Look at vm-12, then resume this execution to remove it")
    this:set_output("waited", os.time() - before)
    child:wait()
    this:set_output("the operator saw", child:get("output_value").message)
end
