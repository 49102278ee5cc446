-- expect: returned true
-- threat: host objects are called with other receivers, compared, indexed and given metatables.
local refused, tried = 0, 0
local function try(f, ...)
    tried = tried + 1
    if not pcall(f, ...) then refused = refused + 1 end
end
for _, object in ipairs{this or null, system or null, null, flow_api or null, json} do
    try(setmetatable, object, {__index = {}})
    try(function() getmetatable(object).__index = nil end)
    try(function() return object < object end)
    try(function() return object() end)
    try(function() return #object.no_such_name end)
    try(function() return object.log end)
    try(function() return rawset(object, 1, 2) and nil end)
    try(tostring, object)
end
return tried == 40
