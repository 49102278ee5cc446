-- expect: killed time or killed memory or error memory
-- threat: a format that repeats a long argument copies it many times in one call.
local text = ("x"):rep(1000000)
while true do
    local _ = string.format("%s%s%s%q", text, text, text, text)
end
