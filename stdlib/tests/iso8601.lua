local assert = require "assert"
local iso8601 = require "iso8601"

local function refused(text, why)
    local err = assert.error("InvalidInputError", iso8601.parse, text)
    assert.matches(err.message, why)
end

return assert.suite {
    {"dates", function()
        assert.equal((iso8601.parse "1970-01-01"), 0)
        assert.equal((iso8601.parse "2026-02-28"), 1772236800)
        assert.equal((iso8601.parse "20260228"), 1772236800)
        assert.equal((iso8601.parse "2000-02-29"), 951782400)
        assert.equal((iso8601.parse "0001-01-01"), -62135596800)
        assert.equal((iso8601.parse "9999-12-31T23:59:59Z"), 253402300799)
    end},
    {"days of the year and of the week", function()
        assert.equal((iso8601.parse "2026-059"), 1772236800)
        assert.equal((iso8601.parse "2026059"), 1772236800)
        assert.equal(iso8601.format((iso8601.parse "2026-W09-6"), {date = true}), "2026-02-28")
        assert.equal(iso8601.format((iso8601.parse "2026W096"), {date = true}), "2026-02-28")
        assert.equal(iso8601.format((iso8601.parse "2009-W01-1"), {date = true}), "2008-12-29")
        assert.equal(iso8601.format((iso8601.parse "2009-W53-7"), {date = true}), "2010-01-03")
        refused("2026-366", "from 1 to 365")
        refused("2021-W53-1", "52 weeks")
    end},
    {"times and offsets", function()
        local function parsed(text) return {iso8601.parse(text)} end
        assert.same(parsed "2026-02-28T13:30:00Z", {1772285400, 0})
        assert.same(parsed "2026-02-28T13:30Z", {1772285400, 0})
        assert.same(parsed "2026-02-28t13:30z", {1772285400, 0})
        assert.same(parsed "20260228T133000Z", {1772285400, 0})
        assert.same(parsed "2026-02-28 13:30:00", {1772285400})
        assert.same(parsed "2026-02-28T14:30:00+01:00", {1772285400, 60})
        assert.same(parsed "2026-02-28T14:30:00+0100", {1772285400, 60})
        assert.same(parsed "2026-02-28T14:30:00+01", {1772285400, 60})
        assert.same(parsed "2026-02-28T10:00:00-03:30", {1772285400, -210})
        assert.same(parsed "2026-02-28T13", {1772236800 + 13 * 3600})
        assert.same(parsed "2026-02-28T24:00:00Z", {1772236800 + 86400, 0})
    end},
    {"fractions", function()
        assert.equal((iso8601.parse "1970-01-01T00:00:00.25Z"), 0.25)
        assert.equal((iso8601.parse "1970-01-01T00:00:01,5Z"), 1.5)
        assert.equal((iso8601.parse "1970-01-01T00:00:01.000Z"), 1)
        assert.equal(math.type((iso8601.parse "1970-01-01T00:00:01.000Z")), "integer")
        refused("1970-01-01T00:00:00.1234567Z", "at most 6 digits")
    end},
    {"what is refused says where", function()
        refused("", "character 1: expected the year")
        refused("yesterday", "character 1")
        refused("0000-01-01", "the year 0")
        refused("2026-13-01", "character 6: the month 13 is not from 1 to 12")
        refused("2026-02-29", "the day 29 is not from 1 to 28")
        refused("2026-02", "expected '%-' and the day")
        refused("2026-02-28T25:00", "the hour 25")
        refused("2026-02-28T24:01", "next day")
        refused("2026-02-28T12:60", "the minute 60")
        refused("2026-06-30T23:59:60Z", "the second 60")
        refused("2026-02-28T12:00:00+24:00", "the hours of the offset")
        refused("2026-02-28T12:00:00Zjunk", "nothing more is expected")
        refused("2026-02-28junk", "character 11")
        refused("2026-02-28T", "expected the hour")
        assert.error("expects a text, but got a number", iso8601.parse, 5)
    end},
    {"format", function()
        assert.equal(iso8601.format(0), "1970-01-01T00:00:00Z")
        assert.equal(iso8601.format(1772285400, {offset = 60}), "2026-02-28T14:30:00+01:00")
        assert.equal(iso8601.format(1772285400, {offset = -210}), "2026-02-28T10:00:00-03:30")
        assert.equal(iso8601.format(1772285400, {date = true}), "2026-02-28")
        assert.equal(iso8601.format(-1), "1969-12-31T23:59:59Z")
        assert.equal(iso8601.format(0.25), "1970-01-01T00:00:00.25Z")
        assert.equal(iso8601.format(-0.5), "1969-12-31T23:59:59.5Z")
        assert.equal(iso8601.format(0.25, {digits = 3}), "1970-01-01T00:00:00.250Z")
        assert.equal(iso8601.format(0.25, {digits = 0}), "1970-01-01T00:00:00Z")
        assert.equal(iso8601.format(0.9999999), "1970-01-01T00:00:01Z")
        assert.equal(iso8601.format(7.0), "1970-01-01T00:00:07Z")
        assert.error("InvalidInputError", iso8601.format, 1e18)
        assert.error("InvalidInputError", iso8601.format, 0 / 0)
        assert.error("but got a nil", iso8601.format, nil)
        assert.error("InvalidInputError", iso8601.format, 253402300799, {offset = 60})
    end},
    {"there and back for every day of four hundred years", function()
        local day = (iso8601.parse "1800-01-01")
        for _ = 1, 146097 // 7 do
            local text = iso8601.format(day, {date = true})
            if iso8601.parse(text) ~= day then error(text) end
            day = day + 86400 * 7
        end
        assert.equal(iso8601.format(day, {date = true}), "2200-01-01")
    end},
    {"agrees with os.date", function()
        for _, time in ipairs {0, 951782400, 1772285400, 4102444799, -1} do
            assert.equal(iso8601.format(time), os.date("!%Y-%m-%dT%H:%M:%SZ", time))
        end
    end},
    {"add", function()
        local function added(text, by) return iso8601.format(iso8601.add((iso8601.parse(text)), by)) end
        assert.equal(added("2026-01-31", {months = 1}), "2026-02-28T00:00:00Z")
        assert.equal(added("2024-01-31T10:00:00Z", {months = 1}), "2024-02-29T10:00:00Z")
        assert.equal(added("2024-02-29", {years = 1}), "2025-02-28T00:00:00Z")
        assert.equal(added("2026-03-31", {months = -1}), "2026-02-28T00:00:00Z")
        assert.equal(added("2026-01-15", {months = -13}), "2024-12-15T00:00:00Z")
        assert.equal(added("2026-12-31", {days = 1, hours = 2, minutes = 3, seconds = 4}), "2027-01-01T02:03:04Z")
        assert.equal(added("2026-01-01", {weeks = 1}), "2026-01-08T00:00:00Z")
        assert.equal(added("2026-01-31", {months = 1, days = 1}), "2026-03-01T00:00:00Z")
        assert.equal(added("2026-01-01", {seconds = 0.5}), "2026-01-01T00:00:00.5Z")
        assert.equal(added("2026-01-01", {}), "2026-01-01T00:00:00Z")
        assert.equal(math.type(iso8601.add(0, {days = 1})), "integer")
        assert.error("knows no 'day'", iso8601.add, 0, {day = 1})
        assert.error("whole number", iso8601.add, 0, {months = 0.5})
        assert.error("years 1 to 9999", iso8601.add, 0, {years = 9000})
    end},
    {"durations", function()
        assert.same(iso8601.duration "P1Y2M10DT2H30M", {years = 1, months = 2, days = 10, hours = 2, minutes = 30})
        assert.same(iso8601.duration "PT0.5S", {seconds = 0.5})
        assert.same(iso8601.duration "-PT1,5H", {hours = -1.5})
        assert.same(iso8601.duration "P3W", {weeks = 3})
        assert.same(iso8601.duration "P1M", {months = 1})
        assert.same(iso8601.duration "PT1M", {minutes = 1})
        for _, text in ipairs {"", "P", "1D", "PT", "P1", "P1D2", "PT1D", "P1H", "P1S", "PT1H1H", "P1D1M", "P0.5Y", "P1DT"} do
            assert.error("InvalidInputError", iso8601.duration, text)
        end
    end},
}
