-- expect: error yield
-- threat: a comparator that yields would leave the C frames of the sort behind.
local co = coroutine.wrap(function()
    table.sort({3, 2, 1}, function(a, b)
        coroutine.yield()
        return a < b
    end)
end)
co()
co()
return "survived"
