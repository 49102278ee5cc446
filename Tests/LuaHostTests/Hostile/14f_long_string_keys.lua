-- expect: killed time or killed memory
-- threat: using a long string as a table key hashes all of it in one instruction.
local t, text = {}, ("x"):rep(2000000)
local n = 0
while true do
    n = n + 1
    t[text .. n] = nil
    local _ = t[text .. n]
end
