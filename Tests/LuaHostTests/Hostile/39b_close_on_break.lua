-- expect: returned ["loop","loop","after","inner","inner","iterator"]
-- threat: leaving a loop by break or goto closes its variables late.
local order = {}
local function note(name)
    return setmetatable({}, {__close = function() order[#order + 1] = name end})
end
for i = 1, 3 do
    local _ <close> = note("loop")
    if i == 2 then break end
end
order[#order + 1] = "after"
for _ in function(_, n) return (n or 0) < 2 and (n or 0) + 1 or nil end, nil, nil, note("iterator") do
    do
        local _ <close> = note("inner")
        goto continue
    end
    ::continue::
end
return order
