-- Tries several times to create a server. What the failed tries left behind is removed afterwards, also when all failed.
function handler(system, this, inputs)
    local failed, server = {}, nil
    for try = 1, inputs.tries or 4 do
        local child = this:flow("create_server", {name = "try " .. try, try = try, wait = "ALL_ENDED"})
        if child:get("status") == "ENDED_SUCCESS" then
            server = child:get("output_value").server
            break
        end
        this:log(("try %d failed: %s"):format(try, child:get("message")))
        failed[#failed + 1] = child
        this:sleep(10 * try)
    end

    local removed = json.array {}
    for _, child in ipairs(failed) do
        local output = child:get("output_value")
        if output ~= null and output.disk then
            -- A clean-up that fails does not hold up the others.
            local ok, err = pcall(this.flow, this, "remove_disk", {disk = output.disk})
            if ok then removed[#removed + 1] = output.disk else this:log("left behind: " .. output.disk, err.message) end
        end
    end

    this:set_output {server = server or null, tries = #failed + (server and 1 or 0), removed = removed}
    if not server then return this:error("no server could be created") end
    return this:success(server)
end
