-- One effect after the other, each built on what came of the last.
function handler(system, this, inputs)
    local seen = {}
    for i = 1, 3 do
        local effect = this:connect{connector_type = "EFFECT", target = "ledger", step = i, after = seen}
        seen[i] = effect:get("output_value").number
        this:log("booked", {number = seen[i]})
    end
    this:sleep(60)
    local last = this:connect{connector_type = "EFFECT", target = "receipt"}
    return {seen = seen, receipt = last:get("output_value")}
end
