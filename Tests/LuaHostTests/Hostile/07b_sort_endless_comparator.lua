-- expect: killed time
-- threat: the comparator never returns, inside a C call that cannot be left.
table.sort({3, 2, 1}, function() while true do end end)
