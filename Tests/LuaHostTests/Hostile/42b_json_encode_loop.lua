-- expect: killed time or killed memory
-- threat: encoding and decoding a large value is one long C call.
local t = {}
for i = 1, 20000 do t["key" .. i] = {i, i / 3, "text" .. i, {true, false}} end
while true do
    pcall(function() return json.decode(json.encode(t)) end)
end
