-- expect: killed depth or killed time or killed memory or error .
-- threat: a table that is its own __call adds an argument a round: quadratic work in one instruction.
local t = setmetatable({}, {})
getmetatable(t).__call = t
return t()
