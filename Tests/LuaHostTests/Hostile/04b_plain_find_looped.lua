-- expect: killed time
-- threat: many plain searches, each a long C call, inside a protected call.
local hay = ("ab"):rep(1000000)
local needle = ("ab"):rep(400000) .. "b" .. ("ab"):rep(100000)
while true do
    pcall(string.find, hay, needle, 1, true)
end
