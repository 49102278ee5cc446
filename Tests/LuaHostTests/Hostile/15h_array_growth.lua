-- expect: killed memory
-- threat: an array doubles its size in one instruction.
local list = {}
for i = 1, math.maxinteger do list[i] = i end
