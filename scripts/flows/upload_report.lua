-- Fetches data, which is expensive, and uploads a report of it, which may fail. The savepoint in between allows somebody to
-- repeat the upload alone. Called by `resumed_upload`, which is that somebody.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the data")
    local orders = this:connect {connector_type = "REST", name = "fetch", url = url .. "/orders"}:get("output_value").json
    local sum = 0
    for _, order in ipairs(orders) do sum = sum + order.amount end

    local mark = this:create_savepoint("fetched")
    this:connect {
        connector_type = "REST", name = "upload", url = url .. "/reports/may", method = "PUT",
        json = {orders = #orders, sum = sum, attempt = mark.loaded + 1},
    }
    return {orders = #orders, sum = sum, uploads = mark.loaded + 1}
end
