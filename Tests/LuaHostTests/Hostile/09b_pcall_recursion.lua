-- expect: killed time or killed memory
-- threat: protected calls that nest twice at each level make exponential work out of every caught overflow.
local function twice()
    pcall(twice)
    pcall(twice)
end
while true do twice() end
