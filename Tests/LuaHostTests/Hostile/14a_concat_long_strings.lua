-- expect: killed time or killed memory
-- threat: one instruction copies megabytes, so a count of instructions says nothing about time.
local text = ("x"):rep(4000000)
while true do
    local _ = text .. "y"
end
