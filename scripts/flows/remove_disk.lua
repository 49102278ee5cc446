-- A flow for `provision` to call: removes a disk that nobody needs any more.
function handler(system, this, inputs)
    local disk = inputs.disk or "disk-0"
    this:sleep(5)
    this:log("removed " .. disk)
    return {removed = disk}
end
