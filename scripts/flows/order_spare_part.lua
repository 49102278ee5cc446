-- Orders a spare part from the first supplier who takes the order. That one does not is caught here, and the next is asked.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the suppliers")
    local reasons = {}
    for _, supplier in ipairs {"near", "cheap", "far"} do
        local ok, result = pcall(function()
            return this:connect {
                connector_type = "REST", name = "order from " .. supplier,
                url = ("%s/suppliers/%s/orders"):format(url, supplier), method = "POST", json = {part = "fan", count = 2},
            }:get("output_value").json
        end)
        if ok then return {supplier = supplier, order = result.id, reasons = reasons} end
        -- A fault of this script is no refusal of a supplier.
        if not flow_api.is(result, "DependencyFailedError") then error(result, 0) end
        reasons[supplier] = result.details.message:match("HttpError %d+") or "not reached"
        this:log(supplier .. " does not take the order", reasons[supplier])
        this:sleep(60)
    end
    return this:error("no supplier takes the order")
end
