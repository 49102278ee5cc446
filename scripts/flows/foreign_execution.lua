-- Waits for an execution that somebody else has started. All that is known of it is its id, which came in an answer or, as
-- here, lies in a setting.

local function follow(system, this, id)
    local execution = system:execution(id)
    if not execution:exists() then return "there is no execution of that id" end
    execution:wait {return_when = system.return_when.ALL_ENDED}
    local name, status, output = execution:get("name", "status", "output_value")
    this:log(name .. " has ended", {status = status})
    if status == "ENDED_SUCCESS" then return output.pages end
    return (execution:get("message"):match("[^\n]+"))
end

function handler(system, this, inputs)
    -- Two that belong to nobody: the first ends well, the second does not.
    for name, script in pairs {
        report = "this:sleep(3600) return {pages = 12}",
        audit = "this:sleep(60) this:error('the books do not balance')",
    } do
        local other = this:script(script, {name = name, orphan = true, wait = false})
        system:setting("running " .. name):save {value = other:get("id")}
    end

    for _, name in ipairs {"report", "audit"} do
        this:set_output(name, follow(system, this, system:setting("running " .. name):get("value")))
    end
    -- An id that nothing has is no error either, until something is asked of it.
    this:set_output("other", follow(system, this, "00000000-0000-7000-8000-000000000000"))
end
