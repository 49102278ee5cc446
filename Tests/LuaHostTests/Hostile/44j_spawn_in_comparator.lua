-- expect: returned true
-- threat: tasks made where nothing can wait.
local flow = require "flow"
local list, tasks = {}, {}
for i = 1, 300 do list[i] = i * 7919 % 301 end
table.sort(list, function(a, b)
    tasks[#tasks + 1] = flow.spawn(function() return this:echo(a) end)
    return a < b
end)
return #flow.gather(tasks) == #tasks and list[1] == 1
