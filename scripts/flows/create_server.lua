-- A flow for `provision` to call: makes a disk, then the server, for which there is room at the third try only.
function handler(system, this, inputs)
    local try = inputs.try or 3
    this:set_output("disk", "disk-" .. try)
    this:sleep(20)
    if try < 3 then return this:error("HttpError 503: no room in zone " .. try) end
    this:set_output("server", "vm-" .. try)
    return this:success("created")
end
