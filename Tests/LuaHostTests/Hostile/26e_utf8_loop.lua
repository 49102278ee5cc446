-- expect: killed time
-- threat: counting the characters of a long text is one long C call.
local text = ("\u{20ac}"):rep(1000000)
while true do
    local _ = utf8.len(text), utf8.offset(text, -1), utf8.offset(text, 900000)
end
