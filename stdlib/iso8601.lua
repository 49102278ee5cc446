--- Dates, times and durations as ISO 8601 writes them. A time is a number of seconds since 1970 (UTC), like `os.time()`.
---
---     local iso8601 = require "iso8601"
---     local due = iso8601.add(os.time(), {months = 1, days = -1})
---     this:log("due at " .. iso8601.format(due, {offset = 120}))     --> 2026-02-28T02:00:00+02:00
local iso8601 = {}

local month_days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

local function refuse(text, position, why)
    flow_api.raise("InvalidInputError", ("'%s' at character %d: %s"):format(text, position, why))
end

local function is_leap(year) return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) end

local function days_in(year, month) return month == 2 and is_leap(year) and 29 or month_days[month] end

-- Days since 1970-01-01 of a date of the Gregorian calendar, counted in years that begin with March.
local function day_number(year, month, day)
    local y = month <= 2 and year - 1 or year
    local m = (month + 9) % 12
    return 365 * y + y // 4 - y // 100 + y // 400 + (153 * m + 2) // 5 + day - 1 - 719468
end

local function date_of(number)
    local n = number + 719468
    local era = n // 146097
    local of_era = n % 146097
    local year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    local of_year = of_era - (365 * year + year // 4 - year // 100)
    local m = (5 * of_year + 2) // 153
    local month = m < 10 and m + 3 or m - 9
    return year + era * 400 + (month <= 2 and 1 or 0), month, of_year - (153 * m + 2) // 5 + 1
end

-- Monday is 1.
local function weekday(number) return (number + 3) % 7 + 1 end

-- ---- Reading

-- A cursor over the text, so that messages can say where.
local function reader(text)
    local at = 1
    local self = {}
    function self.take(pattern)
        local first, last, found = text:find("^(" .. pattern .. ")", at)
        if first then at = last + 1 end
        return found
    end
    function self.digits(count, what)
        local start = at
        local found = self.take(("%d"):rep(count))
        if not found then refuse(text, start, ("expected %s, %d digits"):format(what, count)) end
        return math.tointeger(found), start
    end
    function self.number(count, what, least, most)
        local value, start = self.digits(count, what)
        if value < least or value > most then
            refuse(text, start, ("%s %d is not from %d to %d"):format(what, value, least, most))
        end
        return value
    end
    function self.position() return at end
    function self.is_at_end() return at > #text end
    return self
end

local function read_date(r, text)
    local year = r.number(4, "the year", 1, 9999)
    local extended = r.take("-") ~= nil
    if r.take("W") then
        local start = r.position()
        local week = r.number(2, "the week", 1, 53)
        if extended and not r.take("-") then refuse(text, r.position(), "expected '-' and the day of the week") end
        local day = r.number(1, "the day of the week", 1, 7)
        local fourth = day_number(year, 1, 4) -- is always in week 1
        local first = fourth - weekday(fourth) + 1
        local number = first + (week - 1) * 7 + day - 1
        if week == 53 and weekday(day_number(year, 12, 31)) ~= 4 and weekday(day_number(year, 1, 1)) ~= 4 then
            refuse(text, start, ("the year %d has 52 weeks"):format(year))
        end
        return number
    end
    local start = r.position()
    local ordinal = text:match("^%d%d%d", start)
    if ordinal and not text:find("^%d%d%d%d", start) then
        return day_number(year, 1, 1) + r.number(3, "the day of the year", 1, is_leap(year) and 366 or 365) - 1
    end
    local month = r.number(2, "the month", 1, 12)
    if extended and not r.take("-") then refuse(text, r.position(), "expected '-' and the day") end
    return day_number(year, month, r.number(2, "the day", 1, days_in(year, month)))
end

local function read_fraction(r, text)
    local start = r.position()
    local digits = r.take("[.,]%d+")
    if not digits then return 0 end
    if #digits > 7 then refuse(text, start, "a fraction of a second has at most 6 digits") end
    return math.tointeger(digits:sub(2) .. ("0"):rep(7 - #digits))
end

local function read_clock(r, text)
    local start = r.position()
    local hour = r.number(2, "the hour", 0, 24)
    local minute, second, micros = 0, 0, 0
    local extended = r.take(":") ~= nil
    if extended or text:find("^%d", r.position()) then
        minute = r.number(2, "the minute", 0, 59)
        local follows
        if extended then follows = r.take(":") else follows = text:find("^%d", r.position()) end
        if follows then
            second = r.number(2, "the second", 0, 59)
            micros = read_fraction(r, text)
        end
    end
    if hour == 24 and (minute > 0 or second > 0 or micros > 0) then refuse(text, start, "after 24:00 comes the next day") end
    return hour * 3600 + minute * 60 + second, micros
end

-- Minutes east of Greenwich; nil if the text has no offset.
local function read_offset(r)
    if r.take("[Zz]") then return 0 end
    local sign = r.take("[+-]")
    if not sign then return nil end
    local hours = r.number(2, "the hours of the offset", 0, 23)
    local colon = r.take(":")
    local minutes = (colon or not r.is_at_end()) and r.number(2, "the minutes of the offset", 0, 59) or 0
    return (sign == "-" and -1 or 1) * (hours * 60 + minutes)
end

--- Reads a date ("2026-02-28", "2026-W09-6", "2026-059") or a date and a time ("2026-02-28T13:30:00.25+01:00"), with or
--- without the signs between the numbers. Without an offset the time is UTC. Years are 0001 to 9999; there are no leap
--- seconds in these times.
---@param text string
---@return number seconds since 1970; an integer unless there is a fraction
---@return integer? offset minutes east of Greenwich, if the text has one
function iso8601.parse(text)
    if type(text) ~= "string" then
        flow_api.raise("InvalidInputError", "iso8601.parse expects a text, but got a " .. type(text))
    end
    local r = reader(text)
    local seconds, micros, offset = read_date(r, text) * 86400, 0, nil
    if r.take("[Tt ]") then
        local clock
        clock, micros = read_clock(r, text)
        offset = read_offset(r)
        seconds = seconds + clock - (offset or 0) * 60
    end
    if not r.is_at_end() then refuse(text, r.position(), "nothing more is expected here") end
    if micros ~= 0 then seconds = seconds + micros / 1000000 end
    return seconds, offset
end

-- ---- Writing

---@class ISO8601Options
---@field offset? integer minutes east of Greenwich that the text is written in; 0 unless given
---@field digits? integer digits of the fraction, 0 to 6; as many as needed unless given
---@field date? boolean the date alone

-- Seconds as a whole number and a fraction in microseconds.
local function split(time)
    if math.type(time) == "integer" then return time, 0 end
    local whole = math.floor(time)
    local micros = math.floor((time - whole) * 1000000 + 0.5)
    if micros >= 1000000 then return whole + 1, 0 end
    return whole, micros
end

local function fraction_text(micros, digits)
    if digits == nil then
        if micros == 0 then return "" end
        return "." .. (("%06d"):format(micros):gsub("0+$", ""))
    end
    if digits == 0 then return "" end
    return "." .. ("%06d"):format(micros):sub(1, digits)
end

local function offset_text(minutes)
    if minutes == 0 then return "Z" end
    local size = math.abs(minutes)
    return ("%s%02d:%02d"):format(minutes < 0 and "-" or "+", size // 60, size % 60)
end

local function checked_time(name, time)
    -- The years 0001 to 9999.
    if type(time) == "number" and time >= -62135596800 and time < 253402300800 then return end
    flow_api.raise("InvalidInputError", ("iso8601.%s expects seconds since 1970 in the years 1 to 9999, but got %s"):format(
        name, type(time) == "number" and tostring(time) or "a " .. type(time)))
end

--- Writes a time as text: "2026-02-28T13:30:00Z".
---@param time number seconds since 1970
---@param options? ISO8601Options
---@return string
function iso8601.format(time, options)
    options = options or {}
    local offset = options.offset or 0
    checked_time("format", time)
    local whole, micros = split(time)
    whole = whole + offset * 60
    checked_time("format", whole)
    local year, month, day = date_of(whole // 86400)
    local date = ("%04d-%02d-%02d"):format(year, month, day)
    if options.date then return date end
    local clock = whole % 86400
    return ("%sT%02d:%02d:%02d%s%s"):format(
        date, clock // 3600, clock // 60 % 60, clock % 60, fraction_text(micros, options.digits), offset_text(offset))
end

-- ---- Counting

local units = {weeks = 604800, days = 86400, hours = 3600, minutes = 60, seconds = 1}

--- Goes on in the calendar: years and months first, where a day that the month lacks becomes its last, then the rest.
---@param time number seconds since 1970
---@param by {years?: integer, months?: integer, weeks?: number, days?: number, hours?: number, minutes?: number, seconds?: number}
---@return number seconds since 1970
function iso8601.add(time, by)
    checked_time("add", time)
    for unit, amount in pairs(by) do
        if not units[unit] and unit ~= "years" and unit ~= "months" then
            flow_api.raise("InvalidInputError", ("iso8601.add knows no '%s': years months weeks days hours minutes seconds"):format(
                tostring(unit)))
        end
        if type(amount) ~= "number" or not units[unit] and math.type(amount) ~= "integer" then
            flow_api.raise("InvalidInputError", ("iso8601.add: %s expects %s, but got %s"):format(
                unit, units[unit] and "a number" or "a whole number", tostring(amount)))
        end
    end
    local months = (by.years or 0) * 12 + (by.months or 0)
    if months ~= 0 then
        local year, month, day = date_of(math.tointeger(time // 86400))
        local count = year * 12 + month - 1 + months
        year, month = count // 12, count % 12 + 1
        time = day_number(year, month, math.min(day, days_in(year, month))) * 86400 + time % 86400
    end
    for unit, seconds in pairs(units) do time = time + (by[unit] or 0) * seconds end
    checked_time("add", time)
    return time
end

local duration_parts = {
    {"Y", "years"}, {"M", "months"}, {"W", "weeks"}, {"D", "days"}, {"H", "hours", true}, {"M", "minutes", true},
    {"S", "seconds", true},
}

--- Reads a duration such as "P1Y2M10DT2H30M" or "-PT0.5S", for `iso8601.add`.
---@param text string
---@return {years?: integer, months?: integer, weeks?: number, days?: number, hours?: number, minutes?: number, seconds?: number}
function iso8601.duration(text)
    if type(text) ~= "string" then
        flow_api.raise("InvalidInputError", "iso8601.duration expects a text, but got a " .. type(text))
    end
    local r = reader(text)
    local sign = r.take("[+-]") == "-" and -1 or 1
    if not r.take("P") then refuse(text, r.position(), "a duration begins with P") end
    local result, next_part, is_clock = {}, 1, false
    while not r.is_at_end() do
        local start = r.position()
        if r.take("T") then
            if is_clock or r.is_at_end() then refuse(text, start, "hours, minutes or seconds are expected after one T") end
            is_clock = true
            start = r.position()
        end
        local number = r.take("%d+[.,]%d+") or r.take("%d+")
        if not number then refuse(text, start, "expected a number") end
        local designator = r.take("%a")
        local part
        for i = next_part, #duration_parts do
            local each = duration_parts[i]
            if each[1] == designator and (each[3] or false) == is_clock then
                part, next_part = each[2], i + 1
                break
            end
        end
        if not part then refuse(text, start, "expected a number and one of Y M W D, after T of H M S, in this order") end
        local amount = tonumber((number:gsub(",", ".")))
        if math.type(amount) ~= "integer" and (part == "years" or part == "months") then
            refuse(text, start, part .. " are whole numbers")
        end
        result[part] = sign * amount
    end
    if next(result) == nil then refuse(text, r.position(), "a duration has at least one part") end
    return result
end

return iso8601
