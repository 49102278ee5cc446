-- expect: killed memory or killed time
-- threat: a request for a gigabyte fails, is caught, and is made again.
while true do
    pcall(string.rep, "x", 1 << 30)
end
