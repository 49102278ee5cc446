-- expect: error stack overflow
-- threat: coroutines that resume coroutines nest interpreter loops on the C stack.
local function nest() return coroutine.wrap(nest)() end
return nest()
