-- expect: killed memory
-- threat: tables are made until memory ends.
local last
while true do
    last = {last, {}, {}}
end
