-- expect: error memory or error too large or killed memory
-- threat: the length of the result overflows an integer, and a small buffer is written past its end.
return ("ab"):rep(math.maxinteger, ("c"):rep(100))
