-- expect: returned []
-- threat: what the module makes tasks with is looked for everywhere.
local flow = require "flow"
local seen, found = {}, json.array {}
local function walk(value, path)
    if type(value) ~= "table" or seen[value] then return end
    seen[value] = true
    for key, each in next, value do
        local name = type(key) == "string" and key or type(key)
        for _, hidden in ipairs {"park", "wake", "start", "owe"} do
            if name == hidden then found[#found + 1] = path .. "." .. name end
        end
        walk(key, path)
        walk(each, path .. "." .. name)
    end
    walk(getmetatable(value), path .. "<mt>")
end
walk(_G, "_G")
walk(flow, "flow")
walk(flow.spawn(print), "task")
walk(package, "package")
return found
