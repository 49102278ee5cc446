-- expect: returned [1,2]
-- threat: lanes that wait for the host are woken by a script.
local flow = require "flow"
local decoy = flow.spawn(function() end)
for _, state in next, decoy do
    state.waits = {}
    for place = -2, 5 do state.waits[#state.waits + 1] = {open = 1, lane = place} end
    state.waits[#state.waits + 1] = {open = 1, lane = math.maxinteger}
end
return flow.gather(function() return this:echo(1) end, function() return this:echo(2) end)
