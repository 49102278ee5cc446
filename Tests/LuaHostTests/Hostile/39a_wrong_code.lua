-- expect: returned "survived"
-- threat: liblua before 5.4.8 makes wrong code for an index that is a comparison; it must be wrong without harm.
local t = {[true] = 1, [false] = 2}
local a, b = 1, 2
for _ = 1, 1000 do
    pcall(function()
        local _ENV = t
        return _ENV[a < b], _ENV[1 < 2], _ENV[2 < 1]
    end)
end
return "survived"
