-- expect: killed time
-- threat: a balanced match that never closes scans the rest of the text from every position.
while true do
    local _ = ("("):rep(200000):find("%b()")
end
