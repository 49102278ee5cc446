-- expect: error __concat
-- threat: a __concat that grows the stack leaves the interpreter with a pointer into freed memory.
setmetatable({}, {__concat = function() return "x" end})
return "survived"
