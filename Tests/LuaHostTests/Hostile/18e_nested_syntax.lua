-- expect: returned "refused" or error .
-- threat: brackets nested a hundred thousand deep in a source text recurse in the parser.
for _, pair in ipairs{
    {"(", ")"}, {"{", "}"}, {"[", "]"}, {"f(", ")"}, {"function() ", " end "}, {"-", ""}, {"not ", ""},
} do
    local source = "return " .. pair[1]:rep(15000) .. "1" .. pair[2]:rep(15000)
    assert(load(source) == nil)
end
assert(load(("do "):rep(20000) .. ("end "):rep(20000)) == nil)
assert(load("x = " .. ("a .. "):rep(20000) .. "b") == nil)
return "refused"
