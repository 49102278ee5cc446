-- expect: error too many results
-- threat: the number of results overflows an integer.
assert(not pcall(table.unpack, {}, math.mininteger, math.maxinteger))
assert(not pcall(table.unpack, {}, 0, math.maxinteger))
return (table.unpack({}, math.mininteger, -1))
