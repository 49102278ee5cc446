-- expect: killed time or killed depth or killed memory
-- threat: arming a hook walks all call levels, so a signal a millisecond can leave no time to run.
local function down(n)
    if n == 0 then while true do end end
    return 1 + down(n - 1)
end
return down(150000)
