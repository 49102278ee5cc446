-- expect: error too
-- threat: the code points of a long string as results ask for a huge stack.
return select("#", utf8.codepoint(("x"):rep(3000000), 1, -1))
