-- expect: error stack overflow
-- threat: a replacement function that calls gsub again takes two kilobytes of C stack a level.
local function nest(text) return (text:gsub(".", nest)) end
return nest("x")
