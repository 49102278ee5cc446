-- Creates a server, for which there may be no room yet: tries again until there is. What the failed tries have left behind is
-- removed afterwards, half-made servers as well as their executions.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the cloud")
    local failed, server = {}, nil
    for try = 1, inputs.tries or 60 do
        -- A name of its own for each try: what a try that was cut short has made can be found by it.
        local name = "vm-" .. try
        local creation = this:connect {
            connector_type = "REST", name = "create " .. name, url = url .. "/servers/" .. name, method = "PUT",
            json = {size = "small"}, wait = "ALL_ENDED",
        }
        if creation:get("status") == "ENDED_SUCCESS" then
            server = name
            break
        end
        this:log(name .. " could not be made", (creation:get("message"):match("HttpError %d+")))
        failed[#failed + 1] = {name = name, creation = creation}
        this:sleep(10)
    end

    for _, each in ipairs(failed) do
        this:connect {
            connector_type = "REST", name = "remove " .. each.name, url = url .. "/servers/" .. each.name,
            -- 404: this one did not come so far as to leave something.
            method = "DELETE", expected_status = {204, 404},
        }
        each.creation:delete()
    end
    this:set_output {server = server or null, failed = #failed, executions = #this:children()}
    if not server then return this:error("there was no room for a server") end
    return this:success(server .. " is there")
end
