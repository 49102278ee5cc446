-- A part of an order: reserved, then paid for; called by effects_in_children.
function handler(system, this, inputs)
    local part = inputs.part or "whole"
    local reserved = this:connect{connector_type = "EFFECT", target = "stock-" .. part}
    this:sleep(5)
    local paid = this:connect{connector_type = "EFFECT", target = "bank-" .. part, amount = 10}
    return {reserved = reserved:get("output_value").number, paid = paid:get("output_value").number}
end
