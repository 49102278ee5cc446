-- expect: killed memory or error memory or error too l
-- threat: a fixed-size field pads a short string to gigabytes.
return #string.pack("c2147483647", "x")
