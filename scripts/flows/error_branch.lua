-- Errors are values: the flow looks at their class, mends what it can, notes what it cannot, and lets the rest end the
-- execution. This one ends with an error on purpose.

local function attempt(this, step, call)
    local ok, err = pcall(call)
    if ok then return true end
    if flow_api.is(err, "InvalidInputError") then
        this:log_data({step = step, message = err.message}, {subject = "wrong input, skipped", level = "WARNING"})
        return false
    end
    if flow_api.is(err, "LuaError") then
        -- Raised with plain text, by the script itself or by Lua.
        this:log_data({step = step, message = tostring(err)}, {subject = "the script failed", level = "ERROR"})
        return false
    end
    this:save {message = ("step '%s' failed"):format(step)}
    error(err, 0)
end

function handler(system, this, inputs)
    local done = {
        wait = attempt(this, "wait", function() this:sleep("a while") end),
        count = attempt(this, "count", function() return #inputs.hosts end),
        log = attempt(this, "log", function() this:log("all is well") end),
    }
    this:set_output("done", done)
    attempt(this, "delete", function() flow_api.raise("PermissionDenied", "machine vm-12 belongs to somebody else") end)
    this:log("never reached")
end
