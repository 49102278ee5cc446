-- Asks three people at once, takes each answer as it comes, reminds after an hour, and goes on after two without those who
-- have not answered.
local flow = require "flow"

function handler(system, this, inputs)
    local open, answers = {}, {}

    local function ask(name)
        open[name] = true
        local message = this:message("Is the date fine, " .. name .. "?", {request = "Yes or no", timeout = 7200})
        open[name] = nil
        answers[#answers + 1] = {name = name, said = message:get("response").string}
        this:log(name .. " has answered")
    end

    local function remind()
        this:sleep(3600)
        for _, name in ipairs(inputs.people) do
            if open[name] then this:log("reminder to " .. name) end
        end
    end

    local tasks = {flow.spawn(remind)}
    for _, name in ipairs(inputs.people) do tasks[#tasks + 1] = flow.spawn(ask, name) end
    local missing = {}
    for i, task in ipairs(tasks) do
        local ok, err = pcall(task.join, task)
        if not ok then
            if not flow_api.is(err, "MessageResponseTimeoutError") then error(err, 0) end
            missing[#missing + 1] = inputs.people[i - 1]
        end
    end
    this:set_output {answers = answers, missing = missing}
end
