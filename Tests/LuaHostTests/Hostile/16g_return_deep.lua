-- expect: error inside one another
-- threat: a returned table is so deep that the host's encoder runs out of C stack.
local t = {}
for _ = 1, 100000 do t = {t} end
return t
