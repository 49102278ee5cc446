-- expect: returned "survived" or killed time or killed memory or error array too big
-- threat: length, index and assignment metamethods that are C functions make a sort with no Lua instruction in it.
local fake = setmetatable({}, {__len = function() return (1 << 31) - 2 end, __index = type, __newindex = type})
table.sort(fake, rawequal)
return "survived"
