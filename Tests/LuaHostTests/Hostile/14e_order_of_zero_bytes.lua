-- expect: killed time or killed memory
-- threat: ordering strings full of zero bytes calls the collation once a byte, all in one instruction.
local a, b = ("\0"):rep(4000000), ("\0"):rep(4000001)
local less = 0
while true do
    if a < b then less = less + 1 end
end
