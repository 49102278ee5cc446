-- expect: killed memory
-- threat: the memory error is caught, everything is dropped, and the bomb starts again.
while true do
    pcall(function()
        local kept = {}
        while true do kept[#kept + 1] = {} end
    end)
end
