-- Rolls out a new version to three regions side by side. Each region takes its own time, waits for a child of its own and
-- tries again when its health check fails; all of them together take as long as the slowest.
local flow = require "flow"

local regions = {
    {name = "north", copies = 3, warm_up = 90},
    {name = "south", copies = 5, warm_up = 240, failures = 1},
    {name = "west", copies = 2, warm_up = 30},
}

local function roll_out(region)
    local spread = this:flow("square", {n = region.copies, seconds = 20 + region.copies})
    this:log(region.name .. ": copies are spread", {copies = spread:get("output_value").square})
    for attempt = 1, 3 do
        this:sleep(region.warm_up)
        local healthy = attempt > (region.failures or 0)
        this:log(("%s: %s"):format(region.name, healthy and "healthy" or "not healthy, once more"))
        if healthy then return {region = region.name, attempts = attempt} end
    end
    error(region.name .. " never became healthy")
end

function handler(system, this, inputs)
    local began = os.time()

    -- Goes on beside everything else, and ends when it is told to.
    local done = false
    local watch = flow.spawn(function()
        local rounds = 0
        while not done do
            this:sleep(100)
            rounds = rounds + 1
        end
        return rounds
    end)

    local tasks = {}
    for i, region in ipairs(regions) do tasks[i] = flow.spawn(roll_out, region) end
    local results = flow.gather(tasks)
    this:set_output {regions = results, seconds = os.time() - began}

    -- One that fails does not hold up the others; its error is raised where it is asked for.
    local broken = flow.spawn(roll_out, {name = "east", copies = 1, warm_up = 10, failures = 9})
    local ok, err = pcall(broken.join, broken)
    this:set_output {east = ok or tostring(err)}

    done = true
    return this:success(("watched for %d rounds"):format(watch:join()))
end
