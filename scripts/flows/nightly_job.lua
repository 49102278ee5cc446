-- Works every night at two o'clock, for as many nights as asked for. `sleep_until` goes by the calendar and not by the
-- end of the work, so that the hour does not drift however long a night's work takes.

local iso8601 = require "iso8601"

-- The next time at this hour, at least one second away.
local function next_at(hour, now)
    local midnight = now - now % 86400
    local time = midnight + hour * 3600
    if time <= now then time = iso8601.add(time, {days = 1}) end
    return time
end

function handler(system, this, inputs)
    local nights = inputs.nights or 3
    local started = json.array {}
    for night = 1, nights do
        local time = next_at(2, os.time())
        this:save {message = ("night %d of %d begins at %s"):format(night, nights, iso8601.format(time))}
        this:sleep_until(time)
        started[night] = iso8601.format(os.time())
        this:log("cleaning up old backups", {night = night})
        this:sleep(1800 * night)
    end
    this:set_output("started", started)
    return this:success(("%d nights, the last one ended %s"):format(nights, iso8601.format(os.time())))
end
