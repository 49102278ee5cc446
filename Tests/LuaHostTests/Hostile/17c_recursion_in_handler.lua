-- expect: killed memory or killed depth or error stack overflow or returned {"ok":false}
-- threat: a stack overflow calls a message handler that recurses in the extra space kept for errors.
local function down(n) return 1 + down(n + 1) end
local ok = xpcall(down, function() return down(1) end, 1)
return {ok = ok}
