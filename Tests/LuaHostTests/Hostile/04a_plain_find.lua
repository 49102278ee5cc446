-- expect: returned false or killed time
-- threat: a plain search for a long needle that almost fits everywhere is quadratic inside memcmp.
local hay = ("a"):rep(4000000)
local needle = ("a"):rep(2000000) .. "b"
return hay:find(needle, 1, true) ~= nil
