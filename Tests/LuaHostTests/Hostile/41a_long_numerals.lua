-- expect: killed time or killed memory
-- threat: reading numbers of millions of digits, in every base.
local digits = ("9"):rep(1000000)
while true do
    local _ = tonumber(digits), tonumber("0x" .. digits), tonumber("0." .. digits), tonumber(digits, 36)
    pcall(function() return digits + 1 end)
end
