-- expect: killed time
-- threat: the exponential match, reached through gsub with a caught error around it.
while true do
    pcall(string.gsub, ("a"):rep(40), ("a?"):rep(40) .. ("a"):rep(40), "b")
end
