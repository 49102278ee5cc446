-- expect: returned "refused"
-- threat: a chain of 120,000 fields makes the wording of an error recurse until the C stack ends.
assert(load("local a = ...; a" .. (".x"):rep(120000) .. " = 1") == nil)
assert(load("a" .. (".x"):rep(120000) .. "()") == nil)
return "refused"
