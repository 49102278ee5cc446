-- A flow for `signed_call` to call: gives the query of a request with its signature. The key is known to the service that
-- signs, and to nobody else.
local sorted = require "sorted"

function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the service that signs")
    local parts = {"action=" .. (inputs.action or "listZones")}
    -- In one order on both sides, or the signatures differ.
    for name, value in sorted.pairs(inputs.parameters or {}) do parts[#parts + 1] = name .. "=" .. value end
    local query = table.concat(parts, "&")
    local signed = this:connect {
        connector_type = "REST", name = "signature", url = url .. "/signatures", method = "POST", json = {text = query},
    }:get("output_value").json
    return {query = query .. "&signature=" .. signed.signature}
end
