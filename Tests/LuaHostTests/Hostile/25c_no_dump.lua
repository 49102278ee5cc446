-- expect: returned {"absent":10}
-- threat: functions that dump, load files or reach the outside.
local absent = 0
for _, value in ipairs{
    string.dump == nil, dofile == nil, loadfile == nil, loadstring == nil, collectgarbage == nil, io == nil,
    debug == nil, package == nil, os.execute == nil and os.getenv == nil and os.exit == nil, warn == nil,
} do
    if value then absent = absent + 1 end
end
return {absent = absent}
