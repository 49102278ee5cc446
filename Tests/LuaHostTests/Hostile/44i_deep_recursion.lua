-- expect: killed depth or killed memory
-- threat: many tasks, each with a deep stack.
local flow = require "flow"
local function deep(n)
    if n == 0 then return this:log("x") end
    return 1, deep(n - 1)
end
local tasks = {}
for i = 1, 4000 do tasks[i] = flow.spawn(deep, 5000) end
flow.gather(tasks)
