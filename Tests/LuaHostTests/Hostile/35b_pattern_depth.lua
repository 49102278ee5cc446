-- expect: returned "survived" or killed time
-- threat: long patterns recurse once for each item, on the C stack.
for _, pattern in ipairs{
    ("a?"):rep(200000), ("(a)"):rep(1000), ("a-"):rep(200000), ("()"):rep(33), ("%b()"):rep(100000),
} do
    pcall(string.find, ("a"):rep(1000), pattern)
    pcall(string.gsub, ("a"):rep(1000), pattern, "")
end
return "survived"
