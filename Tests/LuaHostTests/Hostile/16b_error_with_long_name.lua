-- expect: error .
-- threat: the name of the error's type is a string of megabytes.
error(setmetatable({}, {__name = ("n"):rep(2000000)}))
