-- Runs the wrapped execution again until it succeeds.
local options = require "options"

local known = {max_tries = {3, least = 1}, delay_sec = {10, least = 0}, timeout_sec = {0, least = 0}}

local function attempt(this, timeout)
    if timeout == 0 then return this:child() end
    local child = this:child {wait = false}
    local ok, err = pcall(child.wait, child, {timeout = timeout})
    if ok then return child end
    if flow_api.is(err, "TimeoutExceededError") then child:cancel(("retry: took longer than %g s"):format(timeout)) end
    error(err, 0)
end

-- Whoever cancelled it does not want it again; and what is wrong with the call itself stays wrong.
local function is_worth_another(err)
    if flow_api.is(err, "TimeoutExceededError") then return true end
    return flow_api.is(err, "DependencyFailedError") and err.details.status ~= "ENDED_CANCELLED"
end

function handler(system, this, inputs, params)
    local given = options("retry", params, known)
    for try = 1, math.huge do
        local ok, result = pcall(attempt, this, given.timeout_sec)
        if ok then return result end
        if try >= given.max_tries or not is_worth_another(result) then error(result, 0) end
        this:log(
            ("try %d of %d failed, next in %g s: %s"):format(try, given.max_tries, given.delay_sec, tostring(result)))
        this:sleep(given.delay_sec)
    end
end
