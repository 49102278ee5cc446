-- expect: killed time
-- threat: each task starts the next and ends: a loop between lanes, in none of them.
local flow = require "flow"
local function link() flow.spawn(link) end
link()
