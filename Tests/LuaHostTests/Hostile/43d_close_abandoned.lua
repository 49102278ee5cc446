-- expect: killed time
-- threat: suspended coroutines with endless <close> handlers, wrapped calls and errors all at once when time is up.
local function trap() return setmetatable({}, {__close = function() while true do end end}) end
for _ = 1, 20 do
    coroutine.wrap(function()
        local _ <close> = trap()
        pcall(function()
            local _ <close> = trap()
            coroutine.yield()
        end)
    end)()
end
local _ <close> = trap()
while true do
    pcall(error, trap())
end
