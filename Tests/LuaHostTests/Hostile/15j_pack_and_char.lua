-- expect: killed memory or error memory
-- threat: library functions that build strings from many arguments are fed their own results.
local text = "x"
while true do
    text = string.pack("s4s4", text, text) .. utf8.char(0x7fffffff, 0x10ffff)
end
