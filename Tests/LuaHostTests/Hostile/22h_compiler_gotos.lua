-- expect: killed time
-- threat: every block end looks through all pending gotos.
local source = ("goto x "):rep(30000) .. " ::x::"
local nested = ("do goto x end "):rep(15000) .. " ::x::"
while true do
    load(source)
    load(nested)
end
