-- The smallest flow: writes to the log, sets an output, ends with success.
--
--     scripts/run scripts/flows/hello.lua
--     scripts/run scripts/flows/hello.lua --input '{"name": "Ada"}'
--
-- Every flow in this folder is a test as well: what it must give is in NAME.expected.json beside it, and its inputs,
-- if it has any, in NAME.input.json.

function handler(system, this, inputs)
    local name = inputs.name or "world"
    this:log("greeting", name)
    this:set_output("greeting", "hello, " .. name)
    return this:success("greeted " .. name)
end
