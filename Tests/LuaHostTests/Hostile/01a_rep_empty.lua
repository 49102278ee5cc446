-- expect: returned 0
-- threat: repeating the empty string as often as an integer allows loops for centuries inside one C call.
return #string.rep("", math.maxinteger)
