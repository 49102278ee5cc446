-- expect: error __mode
-- threat: a table with weak keys and values gets a new metatable that the collector never marks.
setmetatable({}, {__mode = "kv"})
return "survived"
