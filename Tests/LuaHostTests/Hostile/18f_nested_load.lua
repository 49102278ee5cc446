-- expect: error stack overflow or killed time or killed depth or killed memory
-- threat: loaded chunks that load further chunks.
function nest() return load("return nest()")() + 1 end
return nest()
