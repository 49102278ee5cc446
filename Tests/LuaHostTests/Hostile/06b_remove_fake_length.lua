-- expect: returned "survived" or killed time or error position
-- threat: a length metamethod makes remove shift elements for ever.
local fake = setmetatable({}, {__len = function() return math.maxinteger - 2 end})
table.remove(fake, 1)
return "survived"
