-- expect: killed memory
-- threat: running out of memory in a coroutine is handed to the script as a result of resume.
while true do
    local ok, why = coroutine.resume(coroutine.create(function()
        local kept = {}
        while true do kept[#kept + 1] = {kept} end
    end))
    if not ok and #tostring(why) == 0 then return "caught" end
end
