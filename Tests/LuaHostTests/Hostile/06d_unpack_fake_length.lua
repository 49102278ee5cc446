-- expect: error too many results
-- threat: unpack takes its range from a length metamethod.
local fake = setmetatable({}, {__len = function() return 1 << 40 end})
return (table.unpack(fake))
