-- Connections are executions: this flow starts one in the background and computes beside it, looks at one that failed
-- instead of catching an error, and puts a cache around one that is asked for again and again.

function handler(system, this, inputs)
    -- Made now and started when it suits; the flow goes on beside it.
    local write = this:connect {
        connector_type = "FILE", operation = "write", path = "reports/may.txt", content = "42 orders\n", run = false,
    }
    this:set_output("before", write:get("status"))
    write:run_async()
    local sum = 0
    for n = 1, 100 do sum = sum + n end
    this:set_output("sum", sum)
    write:wait()

    -- What is missing is nothing to stop for: ALL_ENDED raises no error, the status tells.
    local found = {}
    for _, month in ipairs {"may", "june"} do
        local connection = this:connect {
            connector_type = "FILE", operation = "read", path = "reports/" .. month .. ".txt",
            wait = system.return_when.ALL_ENDED,
        }
        local status, output, message = connection:get("status", "output_value", "message")
        if status == "ENDED_SUCCESS" then
            found[month] = output.text
        elseif message:find("ResourceNotFoundError", 1, true) then
            found[month] = "none yet"
        else
            this:error("cannot read " .. month .. ": " .. message)
        end
    end
    this:set_output("found", found)

    -- The connector keeps what to read. With the cache around it, one that was read an hour ago will do.
    system:connector("archive"):save {
        connector_type = "FILE", value = {operation = "read", path = "reports/may.txt"},
    }
    local function archived()
        return this:using("cache", {max_age_minutes = 60}):connect("archive"):get("output_value").text
    end
    local first = archived()
    this:connect {connector_type = "FILE", operation = "write", path = "reports/may.txt", content = "43 orders\n"}
    this:set_output("cached", archived() == first)
    this:set_output("fresh", this:connect("archive"):get("output_value").text)
end
