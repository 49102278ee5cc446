-- expect: returned "refused"
-- threat: the mode lets binary chunks in, or a hostile environment is given to text.
assert(load("return 1", "=x", "b") == nil)
assert(pcall(load, "return 1", "=x", ""))
local f = assert(load("return x", "=x", "t", {x = 7}))
assert(f() == 7)
assert(not pcall(load, "return 1", ("n"):rep(100000), {}))
assert(load("syntax error", ("n"):rep(1000000)) == nil)
assert(load("syntax error", "@" .. ("n"):rep(1000000)) == nil)
return "refused"
