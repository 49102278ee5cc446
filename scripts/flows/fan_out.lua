-- Starts many children at once, waits for all of them, and adds up what they give.
function handler(system, this, inputs)
    local calls = {}
    for n = 1, inputs.count or 5 do
        -- Keywords that are no parameters of `flow` are inputs of the child.
        calls[n] = this:flow("square", {n = n, seconds = n, name = "square of " .. n, run = false})
        calls[n]:run_async()
    end
    local started = os.time()
    this:wait_for(calls)

    local sum, names = 0, {}
    for i, call in ipairs(calls) do
        local output, name = call:get("output_value", "name")
        sum = sum + output.square
        names[i] = name
    end
    -- They slept at the same time: the slowest says how long it took.
    this:set_output {sum = sum, names = names, seconds = os.time() - started}
    return this:success(#this:children() .. " children")
end
