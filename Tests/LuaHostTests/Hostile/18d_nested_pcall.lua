-- expect: killed depth or error stack overflow or returned "survived"
-- threat: protected calls that nest without end.
local function nest() return pcall(nest) end
nest()
return "survived"
