-- expect: error .
-- threat: the fields the host looks for in an error table are hostile tables themselves.
local trap = setmetatable({}, {
    __tostring = function() while true do end end,
    __index = function() while true do end end,
    __len = function() while true do end end,
    __name = {},
})
error(setmetatable({type = trap, message = trap, traceback = trap}, {
    __index = function() while true do end end,
    __pairs = function() while true do end end,
}))
