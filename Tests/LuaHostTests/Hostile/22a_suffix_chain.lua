-- expect: returned "refused"
-- threat: wording the error for a long chain of fields walks it recursively, in quadratic time.
local f, why = load("local a = ...; return a" .. (".x"):rep(40000) .. " + 1")
assert(f == nil and type(why) == "string")
return "refused"
