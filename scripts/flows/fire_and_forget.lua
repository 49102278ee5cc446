-- Ends at once and leaves the cleaning up to a child that goes on alone.
function handler(system, this, inputs)
    local cleaner = this:script([[
        this:sleep(3600)
        this:log("removed the server of " .. inputs.customer)
    ]], {name = "remove server", customer = inputs.customer or "Ada", wait = false, orphan = true})
    this:set_output("orphan", {
        parent = cleaner:parent() == null, top_is_itself = cleaner:top():get("id") == cleaner:get("id"),
    })
    return this:success("the server is removed within the hour")
end
