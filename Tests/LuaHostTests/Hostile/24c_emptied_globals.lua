-- expect: returned {"ok":true}
-- threat: the host uses global functions that the script has replaced or removed.
local set = rawset
for _, library in ipairs{string, table, math, coroutine, utf8, json, os, flow_api} do
    for name in pairs(library) do set(library, name, function() return "poisoned" end) end
end
local globals = _G
for name in pairs(globals) do set(globals, name, nil) end
return {ok = true}
