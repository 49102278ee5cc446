-- expect: killed memory
-- threat: a <close> handler fills memory again after the first memory error unwound the block.
local function fill()
    local kept = {}
    while true do kept[#kept + 1] = {} end
end
pcall(function()
    local _ <close> = setmetatable({}, {__close = fill})
    fill()
end)
return "caught"
