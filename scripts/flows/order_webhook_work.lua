-- What order_webhook leaves to the background.
function handler(system, this, inputs)
    local order = inputs.order or {item = "nothing", count = 0}
    this:sleep(60)
    this:set_output {packed = order.count .. " x " .. order.item}
end
