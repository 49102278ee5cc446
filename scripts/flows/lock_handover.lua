-- A lock that outlives who took it: one execution takes the machine and ends, another gives it back hours later.
local take = [[
function handler(system, this, inputs)
    this:save {message = "waiting for the machine"}
    this:lock("machine", {keep = true})
    this:log("took the machine for " .. inputs.customer)
    return {at = os.time()}
end
]]

local give_back = [[
function handler(system, this, inputs)
    this:sleep(3600 * inputs.hours)
    this:release_lock("machine")
end
]]

function handler(system, this, inputs)
    local start = os.time()
    this:script(take, {name = "for Ada", customer = "Ada"})
    local waiting = this:script(take, {name = "for Bob", customer = "Bob", wait = false})
    this:script(give_back, {name = "Ada is done", hours = 5})
    waiting:wait()
    this:set_output("bob_waited_hours", (waiting:get("output_value").at - start) // 3600)
    this:release_lock("machine")
end
