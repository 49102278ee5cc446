-- expect: killed depth or killed memory or killed time or error stack overflow or error too many results
-- threat: calls that pass on ever more arguments fill the stack with few instructions.
local function double(...) return double(..., ...) end
local function more(...) return more(0, ..., table.unpack({...})) end
pcall(double, 1, 2, 3)
return more(1)
