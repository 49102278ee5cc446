-- Tasks of one script that make effects one after the other, and then all wake at the same moment.
local flow = require "flow"

function handler(system, this, inputs)
    local order = {}

    local function work(name, delay)
        return function()
            this:sleep(delay)
            local effect = this:connect{connector_type = "EFFECT", target = name}
            this:sleep(10 - delay)
            order[#order + 1] = name
            this:log("awake", {name = name, place = #order})
            return effect:get("output_value").number
        end
    end

    local results = flow.gather(work("left", 1), work("middle", 2), work("right", 3))
    this:connect{connector_type = "EFFECT", target = "last", order = order}
    return {order = order, results = results}
end
