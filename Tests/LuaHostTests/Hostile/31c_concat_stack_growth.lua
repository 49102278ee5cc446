-- expect: error attempt to concatenate
-- threat: in a coroutine, a __concat recurses until the stack is moved, while operands lie on the old one.
local meta = {}
local t = setmetatable({}, meta)
local function grow(n)
    if n == 0 then return "" end
    local a, b, c, d, e, f = n, n, n, n, n, n
    return grow(n - 1), a, b, c, d, e, f
end
meta.__concat = function(_, other)
    grow(150)
    return other
end
return coroutine.wrap(function()
    local a, b, c = {}, {}, {}
    local text = "1" .. "2" .. t .. "3" .. t
    return text, a, b, c
end)()
