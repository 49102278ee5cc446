-- expect: killed time
-- threat: an error in a coroutine runs <close> handlers that resume other coroutines for ever.
local function forever()
    local _ <close> = setmetatable({}, {__close = function()
        while true do coroutine.wrap(pcall)(forever) end
    end})
    error("x")
end
coroutine.wrap(forever)()
