-- Cancels the wrapped execution when it takes too long.
local options = require "options"

function handler(system, this, inputs, params)
    local given = options("timeout", params, {timeout_sec = {type = "number", least = 0, required = true}})
    local child = this:child {wait = false}
    local ok, err = pcall(child.wait, child, {timeout = given.timeout_sec})
    if ok then return child end
    if not flow_api.is(err, "TimeoutExceededError") then error(err, 0) end
    local message = ("timeout: '%s' took longer than %g s"):format(child:get("name"), given.timeout_sec)
    child:cancel(message)
    flow_api.raise("TimeoutExceededError", message)
end
