-- expect: killed time
-- threat: protected calls of protected calls, so that a limit raised in one is handed to the next.
local function loop() while true do end end
while true do
    pcall(pcall, pcall, pcall, xpcall, loop, print)
end
