-- expect: returned 2
-- threat: empty and overflowing ranges of random numbers, and seeds of every type.
local refused = 0
if not pcall(math.random, 2, 1) then refused = refused + 1 end
if not pcall(math.random, 1, 2, 3) then refused = refused + 1 end
math.random(math.mininteger, math.maxinteger)
math.random(0)
pcall(math.randomseed, 0 / 0)
pcall(math.randomseed, {})
pcall(math.randomseed, math.huge, 1)
return refused
