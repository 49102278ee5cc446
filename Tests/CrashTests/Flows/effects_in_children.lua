-- Children that make effects, some of them while the parent does something else.
function handler(system, this, inputs)
    local first = this:flow("order_part", {part = "left", wait = false})
    local second = this:flow("order_part", {part = "right", wait = false})
    local own = this:connect{connector_type = "EFFECT", target = "warehouse"}
    this:wait_for(first, second)
    return {
        left = first:get("output_value"),
        right = second:get("output_value"),
        own = own:get("output_value").number,
    }
end
