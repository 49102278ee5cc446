-- Some of the children fail. Waiting for ALL_ENDED does not raise; their status tells.
function handler(system, this, inputs)
    local children = {}
    for _, n in ipairs {2, "two", 4, "four"} do
        children[#children + 1] = this:flow("square", {n = n, wait = false})
    end
    this:wait_for(children, {return_when = system.return_when.ALL_ENDED})

    local squares, failures = {}, {}
    for _, child in ipairs(children) do
        local status, output, message = child:get("status", "output_value", "message")
        if status == "ENDED_SUCCESS" then
            squares[#squares + 1] = output.square
        else
            failures[#failures + 1] = message:match("^[^\n]+")
        end
    end
    this:set_output {squares = squares, failures = failures}

    -- The first that ends, however, is what FIRST_ENDED returns.
    local slow = this:flow("square", {n = 10, seconds = 60, wait = false})
    local fast = this:flow("square", {n = 11, seconds = 5, wait = false})
    local first = this:wait_for(slow, fast, {return_when = system.return_when.FIRST_ENDED})
    this:set_output("first", first:get("output_value").square)

    -- A child that nobody needs any more.
    slow:cancel("too slow")
    this:set_output("slow", slow:get("status"))
end
