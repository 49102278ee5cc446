-- Tells about itself while it works: its name, and in its message how far it has come. People see both in listings.
-- Between the rounds it waits for a fixed time, however long a round takes.

function handler(system, this, inputs)
    local hosts = inputs.hosts or {"web-1", "web-2", "db-1", "mail"}
    this:save {name = "restart of " .. #hosts .. " hosts"}
    local seconds = 0
    for number, host in ipairs(hosts) do
        this:save {message = ("%d of %d: %s"):format(number, #hosts, host)}
        local took = math.random(20, 90)
        this:sleep(took)
        seconds = seconds + took
        this:log(("%s is back after %d s"):format(host, took))
        if number < #hosts then this:sleep(60) end
    end
    local name, message = this:get("name", "message")
    return {name = name, last_message = message, seconds_down = seconds}
end
