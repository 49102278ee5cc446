-- Runs a job that somebody else wrote with no more rights than it needs, and shows what it is refused.
system:setting("limits"):save{value = {disk = 10}}
system:setting("credentials"):save{value = {token = "secret"}}
system:role("limits reader"):save{permissions = {
    {record_type = "setting", actions = {"read"}, names = {"limits"}},
    {record_type = "flow", actions = {"run"}, names = {"square"}},
    {record_type = "execution", actions = {"create"}},
}}

local job = this:script([[
    local function attempt(action)
        local ok, result = pcall(action)
        if ok then return result end
        if not flow_api.is(result, "PermissionDenied") then error(result) end
        this:log(result.message)
        return "refused"
    end
    return {
        limits = attempt(function() return system:setting("limits"):get("value") end),
        credentials = attempt(function() return system:setting("credentials"):get("value") end),
        change = attempt(function() return system:setting("limits"):save{value = {disk = 1000}} end),
        found = system:settings():count(),
        flow = attempt(function() return this:flow("square", {n = 4}):get("output_value") end),
        connection = attempt(function() return this:connect{connector_type = "REST", url = "https://example.com"} end),
        more = attempt(function() return this:script("return 1", {roles = {"owner"}}) end),
    }
]], {name = "job", roles = {"limits reader"}})

for _, entry in ipairs(job:record_log_list()) do this:log(entry.data) end
return job:get("output_value")
