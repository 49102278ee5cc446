-- expect: returned 0
-- threat: the finalizer is put into the metatable after it was set, where a check of setmetatable cannot see it.
local calls = 0
for _ = 1, 100 do
    local meta = {}
    setmetatable({}, meta)
    meta.__gc = function()
        calls = calls + 1
        while true do end
    end
end
for _ = 1, 20000 do local _ = {} end
return calls
