-- Waits for an execution that somebody else has started, and of which a REST service knows the id.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the job list")
    -- Somebody else: starts a job and enters it into the list. The job belongs to nobody.
    this:script([[
        local job = this:script("this:sleep(3600) return {pages = 12}", {name = "report", orphan = true, wait = false})
        this:connect {
            connector_type = "REST", name = "enter", url = inputs.url .. "/jobs/report", method = "PUT",
            json = {execution_id = job:get("id")},
        }
    ]], {name = "somebody else", url = url})

    local entry = this:connect {connector_type = "REST", name = "look up", url = url .. "/jobs/report"}:get("output_value").json
    local job = system:execution(entry.execution_id)
    job:wait {return_when = system.return_when.ALL_ENDED}
    local name, status, output = job:get("name", "status", "output_value")
    this:connect {
        connector_type = "REST", name = "tick off", url = url .. "/jobs/" .. name, method = "PUT", json = {status = status},
    }
    return {name = name, status = status, pages = output.pages}
end
