-- expect: killed memory or killed depth
-- threat: memory runs out while the stack grows inside the handler of a stack overflow.
local kept = {}
local function down(n)
    kept[#kept + 1] = {n}
    return 1 + down(n + 1)
end
local function handler(message)
    kept[#kept + 1] = {message .. #kept}
    return down(1)
end
while true do xpcall(down, handler, 1) end
