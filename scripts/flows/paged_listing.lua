-- Generators: one coroutine fetches pages, others filter and cut what comes, and the loop at the end sees single
-- records and knows nothing of pages. Host calls work in all of them.

-- Stands for a REST service that lists machines in pages of at most 25.
local function fetch_page(number)
    local page = {}
    for i = (number - 1) * 25 + 1, math.min(number * 25, 110) do
        page[#page + 1] = {name = ("vm-%03d"):format(i), idle_days = (i * 37) % 61}
    end
    return page
end

local function machines(this)
    return coroutine.wrap(function()
        local number = 1
        while true do
            local page = fetch_page(number)
            this:log(("page %d: %d machines"):format(number, #page))
            for _, machine in ipairs(page) do coroutine.yield(machine) end
            if #page < 25 then return end
            this:sleep(1) -- the service takes one request a second
            number = number + 1
        end
    end)
end

local function filter(wanted, source)
    return coroutine.wrap(function()
        for value in source do
            if wanted(value) then coroutine.yield(value) end
        end
    end)
end

local function take(count, source)
    return coroutine.wrap(function()
        if count < 1 then return end
        for value in source do
            coroutine.yield(value)
            count = count - 1
            if count == 0 then return end
        end
    end)
end

function handler(system, this, inputs)
    local function is_idle(machine) return machine.idle_days > 50 end
    local names = json.array {}
    for machine in take(inputs.most or 12, filter(is_idle, machines(this))) do
        names[#names + 1] = machine.name
    end
    -- The last page was never fetched: nobody asked for it.
    this:set_output("idle", names)
    return this:success(#names .. " idle machines")
end
