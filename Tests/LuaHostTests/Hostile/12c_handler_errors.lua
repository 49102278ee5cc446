-- expect: returned {"kind":"string","ok":false}
-- threat: a message handler that fails calls itself until the C stack ends.
local calls = 0
local ok, message = xpcall(error, function()
    calls = calls + 1
    error("again")
end, "first")
return {ok = ok, kind = type(message)}
