import FlowModel
import FlowStore
import LuaHost
import Testing

@testable import FlowEngine

/// Schedules from Lua, on every store and with replays; the clock is virtual and begins with the year 2026.
@Suite(.timeLimit(.minutes(10))) struct ScheduleTests {
    /// Notes when it is started, in UTC.
    private static let mark = """
        local setting = system:setting(inputs.key or "marks")
        local list = setting:exists() and setting:get("value") or {}
        list[#list + 1] = os.date("!%m-%d %H:%M")
        setting:save{value = list}
        """
    private static let prelude = """
        local flow = system:flow("mark"):save{}
        local function schedule(name, bundled, value, more)
            value.inputs = {key = name}
            return system:schedule(name):save{
                flow_id = flow:get("id"), bundled_scheduler = bundled, value = value, is_enabled = true}
        end
        local function marks(name)
            local setting = system:setting(name)
            return setting:exists() and setting:get("value") or json.array{}
        end
        local function active(name)
            local count, status = 0, nil
            for each in system:executions{filter = {field = "schedule_name", op = "eq", value = name}} do
                if not each:get("status"):find("ENDED", 1, true) then count, status = count + 1, each:get("status") end
            end
            return {count, status}
        end

        """

    private func check(_ script: String, _ output: JSONValue) async throws {
        for mode in StoredRun.Mode.allCases {
            let text = "local json = require 'json'\n" + Self.prelude + script
            let outcome = try await StoredRun(script: text, flows: FlowTable(["mark": Self.mark])).outcome(mode)
            #expect(
                outcome.row.record.status == .endedSuccess,
                "\(mode): \(outcome.row.divergence ?? outcome.row.record.message ?? "")")
            #expect(outcome.row.record.output == output, "\(mode): \(JSONWriter.text(outcome.row.record.output))")
        }
    }

    /// Starts before the change of the clocks, and stops after it.
    private func marks(_ cron: String, from: String, to: String, zone: String = "Europe/Berlin") async throws -> String
    {
        let script = """
            this:sleep_until("\(from)")
            local it = schedule("it", "cron", {cron = "\(cron)", time_zone = "\(zone)"})
            this:sleep_until("\(to)")
            it:save{is_enabled = false}
            return table.concat(marks("it"), ", ")
            """
        let text = "local json = require 'json'\n" + Self.prelude + script
        let run = StoredRun(script: text, flows: FlowTable(["mark": Self.mark]))
        let outcome = try await run.outcome(.replayed)
        #expect(outcome.row.record.message == nil)
        return outcome.row.record.output.object?["result"]?.text ?? JSONWriter.text(outcome.row.record.output)
    }

    @Test func cronInSpring() async throws {
        // At 01:00 UTC the clocks go from 02:00 to 03:00.
        let (from, to) = ("2026-03-28T00:10:00Z", "2026-03-30T03:00:30Z")
        #expect(try await marks("30 2 * * *", from: from, to: to) == "03-28 01:30, 03-29 01:00, 03-30 00:30")
        #expect(try await marks("0 3 * * *", from: from, to: to) == "03-28 02:00, 03-29 01:00, 03-30 01:00")
        #expect(
            try await marks("30 * * * *", from: "2026-03-28T23:10:00Z", to: "2026-03-29T02:40:00Z")
                == "03-28 23:30, 03-29 00:30, 03-29 01:30, 03-29 02:30")
    }

    @Test func cronInAutumn() async throws {
        // At 01:00 UTC the clocks go from 03:00 back to 02:00.
        let (from, to) = ("2026-10-24T00:10:00Z", "2026-10-26T03:00:30Z")
        #expect(try await marks("30 2 * * *", from: from, to: to) == "10-24 00:30, 10-25 00:30, 10-26 01:30")
        #expect(try await marks("0 3 * * *", from: from, to: to) == "10-24 01:00, 10-25 02:00, 10-26 02:00")
        #expect(
            try await marks("30 * * * *", from: "2026-10-24T23:10:00Z", to: "2026-10-25T02:40:00Z")
                == "10-24 23:30, 10-25 00:30, 10-25 01:30, 10-25 02:30")
        // One that is enabled in the hour that comes twice has missed its time.
        #expect(
            try await marks("30 2 * * *", from: "2026-10-25T01:05:00Z", to: "2026-10-26T02:00:00Z") == "10-26 01:30")
    }

    @Test func cronOverMonthsAndDays() async throws {
        #expect(
            try await marks("0 8 1 * *", from: "2026-01-01T00:00:00Z", to: "2026-05-02T00:00:00Z")
                == "01-01 07:00, 02-01 07:00, 03-01 07:00, 04-01 06:00, 05-01 06:00")
        #expect(
            try await marks("0 12 31 * *", from: "2026-01-01T00:00:00Z", to: "2026-06-01T00:00:00Z", zone: "UTC")
                == "01-31 12:00, 03-31 12:00, 05-31 12:00")
        #expect(
            try await marks(
                "15,45 9-10 * jan mon-tue", from: "2026-01-04T00:00:00Z", to: "2026-01-05T20:00:00Z", zone: "UTC")
                == "01-05 09:15, 01-05 09:45, 01-05 10:15, 01-05 10:45")
        #expect(
            try await marks("0 0 13 * 5", from: "2026-02-01T00:00:00Z", to: "2026-02-21T00:00:00Z", zone: "UTC")
                == "02-06 00:00, 02-13 00:00, 02-20 00:00")
        #expect(
            try await marks("@monthly", from: "2026-01-31T00:00:00Z", to: "2026-03-02T00:00:00Z", zone: "Asia/Kolkata")
                == "01-31 18:30, 02-28 18:30")
    }

    @Test func whatWasMissedIsDoneOnce() async throws {
        try await check(
            """
            local it = schedule("it", "cron", {cron = "0 * * * *"})
            this:sleep_until("2026-01-01T00:30:00Z")
            local sleeper = it:execution()
            sleeper:pause()
            this:sleep_until("2026-01-01T03:30:00Z")
            sleeper:run_async()
            this:sleep_until("2026-01-01T05:30:00Z")
            it:save{is_enabled = false}
            return {marks = marks("it")}
            """,
            ["marks": ["01-01 03:30", "01-01 04:00", "01-01 05:00"]])
    }

    @Test func intervalFixedRateAndOnce() async throws {
        try await check(
            """
            schedule("interval", "interval", {every_sec = 600})
            schedule("rate", "fixed_rate", {every_sec = 900, start = "2026-01-01T00:05:00Z"})
            local once = schedule("once", "once", {at = "2026-01-01T02:00:00+01:00"})
            this:sleep_until("2026-01-01T00:45:00Z")
            local early = active("once")
            this:sleep_until("2026-01-01T01:59:00Z")
            system:schedule("interval"):delete()
            system:schedule("rate"):delete(true)
            local ended = {}
            for each in system:executions{filter = {field = "schedule_name", op = "eq", value = "once"}} do
                ended[#ended + 1] = each:get("status")
            end
            this:sleep_until("2026-01-01T04:00:00Z")
            return {
                interval = #marks("interval"), rate = {marks("rate")[1], marks("rate")[2], #marks("rate")},
                once = marks("once"), early = early, left = once:get("is_enabled"), ended = ended,
                none = {active("interval")[1], active("rate")[1]},
            }
            """,
            [
                "interval": 11, "rate": ["01-01 00:05", "01-01 00:20", 8], "once": ["01-01 01:00"],
                "early": [1, "WAITING_SCHEDULED"], "left": false, "ended": ["ENDED_SUCCESS"], "none": [0, 0],
            ])
    }

    @Test func errorsAndCancelsAreFollowedByAMinute() async throws {
        try await check(
            """
            system:scheduler("bad"):save{script = [[
                function handler(system, this, inputs)
                    this:flow{flow_id = inputs.flow_id, key = "bad"}
                    return this:error(inputs.schedule_name .. " " .. inputs.value.why)
                end
            ]]}
            local it = system:schedule("it"):save{
                flow_id = flow:get("id"), scheduler_name = "bad", value = {why = "fails"}, is_enabled = true}
            this:sleep(30)
            local waiting, message = active("it"), it:execution_list():all()[1]:get("message")
            this:sleep(120)
            local again = marks("bad")
            it:execution():cancel()
            this:sleep(1)
            local after = active("it")
            this:sleep(50)
            local soon = #marks("bad")
            this:sleep(20)
            local late = #marks("bad")
            it:save{is_enabled = false}
            this:sleep(300)
            return {
                waiting = waiting, message = message, again = again, after = after, soon = soon, late = late,
                last = #marks("bad"), active = active("it")[1],
            }
            """,
            [
                "waiting": [1, "WAITING_SCHEDULED"], "message": "it fails",
                "again": ["01-01 00:00", "01-01 00:01", "01-01 00:02"], "after": [1, "WAITING_SCHEDULED"], "soon": 3,
                "late": 4, "last": 4, "active": 0,
            ])
    }

    @Test func whatHappensToTheRecordHappensToTheExecution() async throws {
        try await check(
            """
            local it = schedule("it", "cron", {cron = "0 * * * *"})
            this:sleep(1)
            local first = it:execution()
            it:save{description = "hourly"}
            this:sleep(1)
            local same = it:execution() == first
            it:save{is_enabled = false}
            this:sleep(1)
            local disabled = {active("it")[1], first:get("status", "message")}
            it:save{is_enabled = true}
            this:sleep(1)
            local enabled = active("it")[1]
            it:delete()
            this:sleep(1)
            local deleted = active("it")[1]
            system:schedule("it", {allow_deleted = true}):restore()
            this:sleep(1)
            local restored = active("it")[1]
            it:delete(true)
            this:sleep(7200)
            local function try(fields)
                local ok, err = pcall(function() system:schedule("new"):save(fields) end)
                return err.type
            end
            local ok, err = pcall(function() return system:local_time("Europe/Nowhere") end)
            return {
                same = same, disabled = disabled, enabled = enabled, deleted = deleted, restored = restored,
                gone = active("it")[1], marks = #marks("it"), incomplete = try{is_enabled = true},
                unscheduled = try{is_enabled = true, flow_id = flow:get("id")},
                engine = try{execution_id = this:get("id")}, zone = err.type,
                summer = system:local_time("America/New_York", "2026-07-01T00:00:00Z").offset_sec,
            }
            """,
            [
                "same": true, "disabled": [0, "ENDED_CANCELLED", "the schedule was disabled"], "enabled": 1,
                "deleted": 0, "restored": 1, "gone": 0, "marks": 0, "incomplete": "MissingInputError",
                "unscheduled": "MissingInputError", "engine": "InvalidInputError", "zone": "InvalidInputError",
                "summer": -14400,
            ])
    }

    @Test func wrongParametersEndTheExecutionWithAClearError() async throws {
        try await check(
            """
            local wrong = {
                fields = {"cron", {cron = "* *"}}, hour = {"cron", {cron = "0 24 * * *"}}, none = {"cron", {}},
                never = {"cron", {cron = "0 0 31 2 *"}}, zone = {"cron", {cron = "@daily", time_zone = "CET"}},
                rate = {"fixed_rate", {every_sec = 0}}, key = {"interval", {every = 5}}, at = {"once", {at = "soon"}},
            }
            local messages = {}
            for name, each in pairs(wrong) do
                local it = schedule(name, each[1], each[2])
                this:sleep(1)
                local failed = it:execution_list():all()[1]
                messages[name] = failed:get("message"):match("^[^\\n]*")
                it:save{is_enabled = false}
            end
            return messages
            """,
            [
                "fields": "InvalidInputError: cron: expects five fields, but '* *' has 2",
                "hour": "InvalidInputError: cron: the hour expects 0 to 23, but got '24'",
                "none": "MissingInputError: cron: cron is missing; expected a string",
                "never": "InvalidInputError: cron: there is no such day",
                "zone":
                    "InvalidInputError: local_time: there is no time zone 'CET'; expected a name such as Europe/Berlin, or UTC",
                "rate": "InvalidInputError: fixed_rate: every_sec is 0, less than 1",
                "key": "ExtraInputError: interval: there is no parameter 'every'; it has every_sec, inputs",
                "at":
                    "InvalidInputError: sleep_until: timestamp expects a moment (seconds since 1970, or text such as 2031-05-06T07:08:09+0000), but got the text \"soon\"",
            ])
    }
}
