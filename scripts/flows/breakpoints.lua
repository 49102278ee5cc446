-- A child that is debugged: it stops where it says so, is looked at, and goes on.
local script = [[
local total = 0
for _, price in ipairs(inputs.prices) do total = total + price end
this:save{message = "total so far: " .. total}
this:breakpoint()
return {total = total}
]]

function handler(system, this, inputs)
    local child = this:script(script, {name = "sum", prices = {3, 4, 5}, use_breakpoints = true, wait = false})
    child:wait_status("PAUSED")
    local seen = child:get("message")
    this:log("the child stands at its breakpoint", seen)
    child:run()

    -- Without use_breakpoints, the same call does nothing.
    local other = this:script(script, {name = "sum", prices = {1, 2}})
    return {seen = seen, total = child:get("output_value").total, other = other:get("output_value").total}
end
