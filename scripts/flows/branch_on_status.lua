-- Calls, does not raise, and branches on how the call ended: a name that is taken is a case, not a fault.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the service")
    local function create(name)
        return this:connect {
            connector_type = "REST", name = "create " .. name, url = url .. "/names/" .. name, method = "PUT",
            json = {owner = "Ada"}, wait = "ALL_ENDED",
        }
    end

    for _, name in ipairs {"taken", "free"} do
        local c = create(name)
        if c:get("status") == "ENDED_ERROR" and c:get("message"):find("HttpError 409", 1, true) then
            this:set_output(name, "already there")
        elseif c:get("status") == "ENDED_SUCCESS" then
            this:set_output(name, c:get("output_value").json.owner)
        else
            return this:error(c:get("message"))
        end
    end
end
