-- expect: killed memory or error memory
-- threat: each of many characters is replaced by a long text.
return #(("x"):rep(100000):gsub(".", ("y"):rep(10000)))
