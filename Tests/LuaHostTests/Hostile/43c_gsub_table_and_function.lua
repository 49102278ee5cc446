-- expect: killed time
-- threat: replacements by tables and functions that never end, within one gsub.
local text = ("abc "):rep(50000)
while true do
    pcall(string.gsub, text, "%w+", setmetatable({}, {__index = function(_, word) return word:upper() end}))
    pcall(string.gsub, text, ".", function(c) return c .. c end)
    pcall(string.gsub, text, "", {[""] = "x"})
end
