-- expect: error .
-- threat: the host asks a hostile __tostring for the text of an uncaught error.
error(setmetatable({}, {__tostring = function() while true do end end}))
