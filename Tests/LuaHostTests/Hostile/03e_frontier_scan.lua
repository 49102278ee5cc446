-- expect: killed time
-- threat: a set of many characters is scanned for each character, times a lazy item for each position.
local set = "[" .. ("%w"):rep(5000) .. "]"
return (" "):rep(100000):find(".-" .. set .. set)
