-- expect: killed time or error too
-- threat: moving the largest possible range of an empty table loops inside one C call.
table.move({}, 1, math.maxinteger - 1, 2)
return "survived"
