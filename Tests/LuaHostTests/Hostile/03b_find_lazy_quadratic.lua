-- expect: killed time
-- threat: a lazy item that never finds its end is tried again from every position.
while true do
    local _ = ("a"):rep(200000):find(".-b")
end
