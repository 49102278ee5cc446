-- Works through a batch where single items may fail: each failure is noted with its reason, the rest goes on, and the
-- outcome of the whole depends on how many failed.

local retry = require "retry"

local function import(record)
    if type(record.email) ~= "string" or not record.email:find("^[^@%s]+@[%w.-]+%.%a%a+$") then
        flow_api.raise("InvalidInputError", ("'%s' is no mail address"):format(tostring(record.email)))
    end
    -- Now and then the database is locked; a second attempt helps.
    if math.random() < 0.2 then flow_api.raise("LockTimeoutError", "the table is locked") end
    return record.email:lower()
end

function handler(system, this, inputs)
    local imported, failed = json.array {}, json.array {}
    for number, record in ipairs(inputs.records) do
        local options = {attempts = 3, delay = 2, on = flow_api.LockTimeoutError}
        local ok, result = pcall(retry, this, options, function() return import(record) end)
        if ok then
            imported[#imported + 1] = result
        else
            failed[#failed + 1] = {record = number, reason = result.message}
        end
    end
    this:set_output {imported = imported, failed = failed}
    if #imported == 0 then return this:error("nothing could be imported") end
    return this:success(("%d imported, %d failed"):format(#imported, #failed))
end
