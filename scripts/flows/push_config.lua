-- Sends one configuration to several hosts at the same time. Only when all of them have it they are told to use it: one that
-- fails ends this flow before anything has changed.
function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the hosts")
    local hosts = inputs.hosts or {"web-1", "web-2", "db-1"}

    local tasks = {}
    for i, host in ipairs(hosts) do
        -- Not waited for here, so that the next one starts at once.
        tasks[i] = this:connect {
            connector_type = "REST", name = "configure " .. host, url = ("%s/hosts/%s/config"):format(url, host),
            method = "PUT", json = {time_server = "10.0.0.1", log_level = "info"}, wait = false,
        }
    end
    this:wait_for(tasks)

    local statuses = {}
    for i, task in ipairs(tasks) do statuses[i] = task:get("output_value").status_code end
    local reload = this:connect {
        connector_type = "REST", name = "reload", url = url .. "/reloads", method = "POST", json = {hosts = hosts},
    }
    return {statuses = statuses, reload = reload:get("output_value").json.id}
end
