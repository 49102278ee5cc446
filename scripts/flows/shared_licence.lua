-- There is one licence, which the server of one customer at a time may have. The execution that creates the server takes it
-- and ends; another one, hours later, removes the server and gives the licence back.
local create = [[
    this:save {message = "waiting for the licence"}
    -- Kept when this execution ends, and waited for as long as it takes.
    this:lock("licence", {keep = true})
    this:save {message = "has the licence"}
    this:connect {
        connector_type = "REST", name = "create", url = inputs.url .. "/servers/" .. inputs.customer, method = "PUT",
        json = {licence = "A"},
    }
    return {at = os.time()}
]]

local remove = [[
    this:connect {
        connector_type = "REST", name = "remove", url = inputs.url .. "/servers/" .. inputs.customer, method = "DELETE",
    }
    -- Only now: two servers with one licence would be seen.
    this:release_lock("licence")
]]

function handler(system, this, inputs)
    local url = inputs.url or flow_api.raise("MissingInputError", "url is missing: the address of the cloud")
    local start = os.time()
    local function server(script, name, customer, wait)
        return this:script(script, {name = name, url = url, customer = customer, wait = wait})
    end

    server(create, "for Ada", "ada", true)
    local waiting = server(create, "for Bob", "bob", false)
    this:sleep(3 * 3600)
    this:set_output("bob", waiting:get("message"))
    server(remove, "Ada is done", "ada", true)
    waiting:wait()
    this:set_output("bob_waited_hours", (waiting:get("output_value").at - start) // 3600)
    server(remove, "Bob is done", "bob", true)
end
