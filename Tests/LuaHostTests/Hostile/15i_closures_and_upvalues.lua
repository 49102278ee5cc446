-- expect: killed memory
-- threat: closures with upvalues are kept in a chain.
local chain = function() end
while true do
    local inner, number = chain, 0
    chain = function()
        number = number + 1
        return inner
    end
end
