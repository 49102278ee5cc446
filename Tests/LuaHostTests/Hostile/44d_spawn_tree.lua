-- expect: killed time or killed memory
-- threat: each task starts two: they grow to the limit, and their errors are kept.
local flow = require "flow"
local function branch()
    flow.spawn(branch)
    flow.spawn(branch)
end
branch()
