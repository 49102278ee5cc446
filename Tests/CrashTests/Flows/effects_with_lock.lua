-- Two children that make effects under one lock, one after the other; a third is cancelled before it has the lock.
function handler(system, this, inputs)
    local script = [[
        this:lock("account", 3600)
        local effect = this:connect{connector_type = "EFFECT", target = "account"}
        this:sleep(10)
        return {number = effect:get("output_value").number}
    ]]
    local first = this:script(script, {name = "first", wait = false})
    local second = this:script(script, {name = "second", wait = false})
    local third = this:script(script, {name = "third", wait = false})
    this:sleep(1)
    third:cancel("not needed")
    this:wait_for(first, second)
    return {first:get("output_value").number, second:get("output_value").number, third:get("status")}
end
