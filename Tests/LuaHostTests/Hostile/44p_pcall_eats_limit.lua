-- expect: killed time
-- threat: a hundred tasks, each of which catches everything.
local flow = require "flow"
local tasks = {}
for i = 1, 100 do
    tasks[i] = flow.spawn(function()
        while true do
            pcall(function()
                local _ <close> = setmetatable({}, {__close = function() this:log("x") end})
                while true do end
            end)
        end
    end)
end
while true do pcall(flow.gather, tasks) end
