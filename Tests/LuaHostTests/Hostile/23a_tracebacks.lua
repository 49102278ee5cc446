-- expect: killed time
-- threat: an error that carries a traceback costs a thousand times what raising it costs.
local function deep(n)
    if n > 0 then
        local result = deep(n - 1)
        return result
    end
    while true do
        pcall(error, "x")
        pcall(function() return nil .. "x" end)
        pcall(string.rep)
    end
end
deep(180)
