-- expect: killed time
-- threat: several stars in a row take the fourth power of the text's length.
return (" "):rep(5000):find("%s*%s*%s*%s*$y")
