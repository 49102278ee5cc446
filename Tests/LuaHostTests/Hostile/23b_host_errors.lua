-- expect: killed time
-- threat: errors made by the host's own functions gather class, message and traceback each time.
while true do
    pcall(json.encode, print)
    pcall(json.decode, "{")
    pcall(require, "no such module")
    pcall(load, 1)
    xpcall(json.decode, function(e) return tostring(e) end, "[")
end
