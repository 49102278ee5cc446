-- expect: error cyc
-- threat: a returned table contains itself, and the host follows it for ever.
local t = {}
t.deep = {{{t}}}
return t
