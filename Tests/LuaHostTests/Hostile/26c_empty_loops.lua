-- expect: killed time
-- threat: loops whose bodies are empty or whose bounds are the largest numbers.
for _ = math.mininteger, math.maxinteger do end
for _ = 1, math.huge do end
repeat until false
