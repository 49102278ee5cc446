-- A small flow for others to call: squares a number, after a moment.
function handler(system, this, inputs)
    local n = inputs.n or 3
    if type(n) ~= "number" then flow_api.raise("InvalidInputError", "n must be a number") end
    this:sleep(inputs.seconds or 1)
    this:set_output("square", n * n)
    return this:success(("%d squared is %d"):format(n, n * n))
end
