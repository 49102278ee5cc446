-- Runs the wrapped execution only if a checker, a flow or a script, has nothing against it.
local options = require "options"

local known = {checker_flow = {type = "string"}, checker_script = {type = "string"}, inputs = {type = "table"}}

function handler(system, this, inputs, params)
    local given = options("check", params, known)
    if (given.checker_flow == nil) == (given.checker_script == nil) then
        flow_api.raise("InvalidInputError", "check: expects one of checker_flow and checker_script")
    end
    local keywords = {name = "check", inputs = given.inputs or inputs}
    local checker
    if given.checker_flow then
        checker = this:flow(given.checker_flow, keywords)
    else
        checker = this:script(given.checker_script, keywords)
    end
    local output = checker:get("output_value")
    if type(output) == "table" and output.result == false then
        return this:error("check: the checker is against it")
    end
    return this:child()
end
