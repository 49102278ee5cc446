-- expect: killed memory or error memory
-- threat: a list of many references to one long string becomes a single string.
local list, text = {}, ("x"):rep(1000000)
for i = 1, 10000 do list[i] = text end
return #table.concat(list)
