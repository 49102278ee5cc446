-- expect: error too long or error too many
-- threat: the bytes of a long string as results ask for a huge stack.
return select("#", ("x"):rep(3000000):byte(1, -1))
