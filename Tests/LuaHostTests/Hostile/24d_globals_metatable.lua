-- expect: returned {"ok":true}
-- threat: hostile metamethods of the globals table run where the host reads or sets globals.
setmetatable(_G, {
    __index = function() while true do end end,
    __newindex = function() while true do end end,
    __pairs = function() while true do end end,
})
return {ok = true}
