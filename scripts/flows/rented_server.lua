-- Rents a server for one job, and gives it back whatever comes of the job: what other languages have `finally` for.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the cloud")
    local server = this:connect {
        connector_type = "REST", name = "rent", url = url .. "/servers", method = "POST", json = {size = "large"},
    }:get("output_value").json
    local address = url .. "/servers/" .. server.id

    local ok, err = pcall(function()
        this:connect {connector_type = "REST", name = "start", url = address .. "/state", method = "PUT", json = "started"}
        this:sleep(1800)
        this:connect {connector_type = "REST", name = "job", url = address .. "/jobs", method = "POST", json = {job = "render"}}
    end)

    -- From here on it is cleaned up, whatever has happened. A step that fails does not keep the next one from being tried.
    local function step(name, order)
        order.name = name
        order.connector_type = "REST"
        local done, problem = pcall(this.connect, this, order)
        if not done then this:log(name .. " did not work", problem.details.message:match("HttpError %d+")) end
    end
    step("stop", {url = address .. "/state", method = "PUT", json = "stopped"})
    step("remove the disk", {url = address .. "/disk", method = "DELETE"})
    step("give back", {url = address, method = "DELETE"})

    -- The job has failed nevertheless, and this flow with it.
    if not ok then error(err, 0) end
end
