-- expect: returned "survived" or killed time
-- threat: an iterator that failed with "pattern too complex" is used again with a broken match state.
local iterator = ("a"):rep(300000):gmatch(("a?"):rep(200000) .. "b")
for _ = 1, 5 do pcall(iterator) end
return "survived"
