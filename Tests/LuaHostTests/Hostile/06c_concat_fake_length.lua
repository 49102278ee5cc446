-- expect: killed time or killed memory or returned "" or error invalid value or error memory
-- threat: concat takes its range from a length metamethod and its values from an index metamethod.
local fake = setmetatable({}, {
    __len = function() return math.maxinteger end,
    __index = function() return "" end,
})
return table.concat(fake)
