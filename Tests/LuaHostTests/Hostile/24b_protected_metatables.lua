-- expect: returned 5
-- threat: metatables of the host's own values are read, replaced or emptied.
local refused = 0
for _, attempt in ipairs{
    function() setmetatable("", {}) end,
    function() getmetatable("").__index = nil end,
    function() setmetatable(null, {}) end,
    function() getmetatable(null).__tostring = nil end,
    function() null.field = 1 end,
} do
    if not pcall(attempt) then refused = refused + 1 end
end
return refused
