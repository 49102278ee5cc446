-- Run with: moonflow test scripts/flows/retry_with_backoff.spec.lua
-- The service of this flow is down by chance; the seed of a run decides what chance it is.
test("pauses double from try to try", function(t)
    local run = t:run("retry_with_backoff", {}, {seed = 3})
    t:equal(run.status, "ENDED_SUCCESS")
    local last = 0
    for _, entry in ipairs(run.logs) do
        local attempt = entry.text:match("^attempt (%d+): ")
        if attempt then last = math.tointeger(attempt) end
    end
    t:equal(run.output.disk.attempts, last + 1)
end)

test("whatever the seed, it ends within its attempts", function(t)
    for seed = 1, 4 do
        local run = t:run("retry_with_backoff", {}, {seed = seed})
        t:truthy(run.elapsed < 12 * 60 * 2, "seed " .. seed)
    end
end)
