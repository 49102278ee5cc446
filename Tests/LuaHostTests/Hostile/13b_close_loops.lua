-- expect: killed time
-- threat: a <close> handler that loops runs when its block ends.
do
    local _ <close> = setmetatable({}, {__close = function() while true do end end})
end
return "survived"
