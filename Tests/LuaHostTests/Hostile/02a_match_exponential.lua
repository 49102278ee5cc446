-- expect: killed time
-- threat: optional items in a row make the matcher try every subset of them.
return ("a"):rep(30):match(("a?"):rep(30) .. ("a"):rep(30))
