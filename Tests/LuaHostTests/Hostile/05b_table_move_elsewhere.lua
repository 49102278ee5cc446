-- expect: killed time or error too
-- threat: the same from one empty table into another, backwards and forwards.
pcall(table.move, {}, math.mininteger, -2, 1, {})
table.move({}, 1, 1 << 60, 1, {})
return "survived"
