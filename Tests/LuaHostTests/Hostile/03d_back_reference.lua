-- expect: killed time
-- threat: a back reference compares a prefix of every length at every position.
return ("a"):rep(20000):find("(.-)%1%1%1b")
