-- As `pay_once`, at a bank that looks at idempotency keys.
function handler(system, this, inputs)
    local function post(path, more)
        local order = {
            connector_type = "REST", name = path, url = inputs.url .. "/" .. path, method = "POST", json = {invoice = 12},
        }
        for name, value in pairs(more or {}) do order[name] = value end
        return this:connect(order):get("output_value").json.id
    end
    local order = post("orders")
    this:sleep(60)
    local payment = post("payments", {after_crash = inputs.after_crash})
    local parcel = post("parcels")
    return {order = order, payment = payment, parcel = parcel}
end
