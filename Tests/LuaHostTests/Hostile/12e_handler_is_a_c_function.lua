-- expect: killed time
-- threat: the message handler is a long C call.
while true do
    xpcall(error, string.len, ("a"):rep(100000))
    xpcall(error, function(text) return text:find(".-b") end, ("a"):rep(100000))
end
