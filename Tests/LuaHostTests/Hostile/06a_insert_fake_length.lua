-- expect: returned "survived" or killed time or error position
-- threat: a length metamethod makes insert shift elements for ever.
local fake = setmetatable({}, {__len = function() return math.maxinteger - 2 end})
table.insert(fake, 1, "x")
return "survived"
