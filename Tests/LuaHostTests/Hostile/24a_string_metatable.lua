-- expect: error .
-- threat: the metatable of strings is shared by everything that runs in the state.
getmetatable("").__index = function() return function() return "poisoned" end end
return ("x"):upper()
