-- Asks several services how they are, all at once; those that do not answer well are what this flow is for, and no error of
-- it. Somebody is told of them.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the services")
    local services = inputs.services or {"shop", "search", "mail", "login"}

    local checks = {}
    for i, service in ipairs(services) do
        checks[i] = this:connect {
            connector_type = "REST", name = "check " .. service, url = ("%s/%s/health"):format(url, service), wait = false,
        }
    end
    this:wait_for(checks, {return_when = system.return_when.ALL_ENDED})

    local well, ill = json.array {}, json.array {}
    for i, check in ipairs(checks) do
        local status, output, message = check:get("status", "output_value", "message")
        if status == "ENDED_SUCCESS" and output.json.ok then
            well[#well + 1] = services[i]
        else
            -- The message of an error begins with its type, and goes on with what the other side said.
            ill[#ill + 1] = {service = services[i], reason = message ~= null and message:match("HttpError %d+") or "not ok"}
        end
    end
    if #ill > 0 then
        this:connect {
            connector_type = "REST", name = "incident", url = url .. "/incidents", method = "POST", json = {services = ill},
        }
    end
    return {well = well, ill = ill}
end
