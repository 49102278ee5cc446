-- expect: error too many results
-- threat: unpacking ten million values asks for a stack of 160 megabytes.
return select("#", table.unpack({}, 1, 10000000))
