-- Creates children without starting them, and starts them later: one inside a pcall, one in the background.
function handler(system, this, inputs)
    local careful = this:flow("square", {name = "careful", n = "three", run = false})
    local relaxed = this:flow("square", {name = "relaxed", n = 3, seconds = 60, run = false})
    this:set_output("before", {careful:get("status"), relaxed:get("status")})

    local ok, err = pcall(careful.run, careful)
    if not ok then this:log("iteration failed", err.type) end

    relaxed:run_async()
    relaxed:wait()
    this:set_output("after", {careful:get("status"), relaxed:get("status")})
end
