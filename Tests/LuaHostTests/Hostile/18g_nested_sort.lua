-- expect: error stack overflow
-- threat: comparators that sort again nest C calls.
local function nest(a, b)
    table.sort({2, 1}, nest)
    return a < b
end
table.sort({2, 1}, nest)
