-- expect: killed time
-- threat: the exponential match, reached through an iterator whose every step is one C call.
for word in ("a"):rep(35):gmatch(("a*"):rep(25) .. "b") do
    return word
end
