-- expect: killed time or killed memory
-- threat: one call of a string function copies megabytes.
local text = ("x"):rep(4000000)
while true do
    local _ = text:upper(), text:reverse(), text:sub(2)
end
