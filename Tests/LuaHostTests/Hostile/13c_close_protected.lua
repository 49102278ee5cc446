-- expect: killed time
-- threat: each <close> handler protects its own loop, one for every level of the stack.
local function level(n)
    local _ <close> = setmetatable({}, {__close = function()
        while true do pcall(function() while true do end end) end
    end})
    if n > 0 then level(n - 1) end
    error("down")
end
pcall(level, 150)
return "survived"
