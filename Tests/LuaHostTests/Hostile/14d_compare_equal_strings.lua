-- expect: killed time or killed memory
-- threat: comparing long strings that are equal but not the same object reads megabytes in one instruction.
local a, b = ("x"):rep(4000000), ("x"):rep(2000000) .. ("x"):rep(2000000)
local same = 0
while true do
    if a == b then same = same + 1 end
end
