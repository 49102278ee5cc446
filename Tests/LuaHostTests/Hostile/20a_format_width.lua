-- expect: error format
-- threat: a field width of thousands overflows the buffer of a conversion.
return string.format("%99999d", 1)
