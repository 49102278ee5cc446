-- Starts the flow at times of the clock in a time zone: `cron = "minute hour day-of-month month day-of-week"`.
--
-- When the clocks are changed, a job of a certain hour neither fails to run nor runs twice: what falls into the hour that
-- is left out runs right after it, what falls into the hour that comes twice runs the first time. A job of every hour
-- runs in each hour that there is.
local iso8601 = require "iso8601"
local options = require "options"

local MINUTE, HOUR, DAY = 60, 3600, 86400
local month_names = {jan = 1, feb = 2, mar = 3, apr = 4, may = 5, jun = 6, jul = 7, aug = 8, sep = 9, oct = 10, nov = 11, dec = 12}
local day_names = {sun = 0, mon = 1, tue = 2, wed = 3, thu = 4, fri = 5, sat = 6}
local nicknames = {
    ["@hourly"] = "0 * * * *", ["@daily"] = "0 0 * * *", ["@midnight"] = "0 0 * * *", ["@weekly"] = "0 0 * * 0",
    ["@monthly"] = "0 0 1 * *", ["@yearly"] = "0 0 1 1 *", ["@annually"] = "0 0 1 1 *",
}
local fields = {
    {name = "minute", from = 0, to = 59}, {name = "hour", from = 0, to = 23}, {name = "day of month", from = 1, to = 31},
    {name = "month", from = 1, to = 12, names = month_names}, {name = "day of week", from = 0, to = 7, names = day_names},
}

local function refuse(message) flow_api.raise("InvalidInputError", "cron: " .. message) end

local function number(text, field)
    local value = field.names and field.names[text:lower()] or text:match("^%d+$") and math.tointeger(tonumber(text))
    if not value or value < field.from or value > field.to then
        refuse(("the %s expects %d to %d, but got '%s'"):format(field.name, field.from, field.to, text))
    end
    return value
end

-- The set of values that a field stands for: *, 5, 1-5, */15, 1-30/2, mon-fri, and lists of these.
local function values(text, field)
    local set = {}
    for part in (text .. ","):gmatch("([^,]*),") do
        local range, step = part:match("^([^/]+)/(%d+)$")
        range = range or part
        step = step and math.tointeger(tonumber(step)) or 1
        if step < 1 then refuse(("the %s has a step of 0"):format(field.name)) end
        local from, to = range:match("^(%w+)%-(%w+)$")
        if range == "*" then
            from, to = field.from, field.to
        elseif from then
            from, to = number(from, field), number(to, field)
            if from > to then refuse(("the %s '%s' runs backwards"):format(field.name, range)) end
        else
            from = number(range, field)
            to = part ~= range and field.to or from
        end
        for value = from, to, step do set[value] = true end
    end
    return set
end

local function parsed(text)
    local parts = {}
    for part in (nicknames[text] or text):gmatch("%S+") do parts[#parts + 1] = part end
    if #parts ~= 5 then refuse(("expects five fields, but '%s' has %d"):format(text, #parts)) end
    local sets = {}
    for i, field in ipairs(fields) do sets[i] = values(parts[i], field) end
    if sets[5][7] then sets[5][0] = true end
    return {
        minutes = sets[1], hours = sets[2], days = sets[3], months = sets[4], weekdays = sets[5],
        is_any_day = parts[3]:sub(1, 1) == "*", is_any_weekday = parts[5]:sub(1, 1) == "*",
        is_hourly = parts[2]:sub(1, 1) == "*",
    }
end

local function fits_day(job, date)
    if not job.months[date.month] then return false end
    local by_day, by_weekday = job.days[date.day], job.weekdays[date.wday - 1]
    -- Where both are given, one of them is enough.
    if job.is_any_day or job.is_any_weekday then return by_day and by_weekday end
    return by_day or by_weekday
end

-- The first local time, in seconds as if the zone were UTC, that fits and is not before `time`.
local function first_match(job, time)
    local day = time // DAY * DAY
    -- Four years and a day have every date but those that never come; eight, around 2100.
    for _ = 1, 8 * 366 do
        if fits_day(job, os.date("!*t", day)) then
            for hour = 0, 23 do
                if job.hours[hour] and day + hour * HOUR + HOUR > time then
                    for minute = 0, 59 do
                        local found = day + hour * HOUR + minute * MINUTE
                        if job.minutes[minute] and found >= time then return found end
                    end
                end
            end
        end
        day = day + DAY
    end
    refuse("there is no such day")
end

-- The first moment from `moment` on.
local function next_moment(system, job, zone, moment)
    local period = system:local_time(zone, moment)
    while true do
        local from = moment + period.offset_sec
        if not job.is_hourly and period.since ~= null then
            -- What the clocks show for the second time has been.
            from = math.max(from, period.since + period.offset_before_sec)
        end
        local found = first_match(job, from)
        if period.next_change == null or found - period.offset_sec < period.next_change then return found - period.offset_sec end
        local following = system:local_time(zone, period.next_change)
        if not job.is_hourly and found < period.next_change + following.offset_sec then return period.next_change end
        moment, period = period.next_change, following
    end
end

function handler(system, this, inputs)
    local given = options("cron", inputs.value, {
        cron = {type = "string", required = true}, time_zone = {"UTC"}, inputs = {{}},
    })
    local job = parsed(given.cron)
    local moment = next_moment(system, job, given.time_zone, math.floor(os.time()) + 1)
    this:save {message = "starts at " .. iso8601.format(moment)}
    this:sleep_until(moment)
    this:flow {flow_id = inputs.flow_id, inputs = given.inputs, wait = false}
end
