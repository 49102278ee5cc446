-- Starts a flow again and again: at times of the clock, and by a scheduler of one's own. While a schedule is enabled, exactly
-- one execution of it waits for the next moment.
function handler(system, this, inputs)
    -- The work: notes when it was done.
    local report = system:flow("report"):save {
        script = [[
            local setting = system:setting(inputs.into)
            local times = setting:exists() and setting:get("value") or {}
            times[#times + 1] = os.date("!%Y-%m-%d %H:%M")
            setting:save{value = times}
        ]],
    }

    -- In Berlin at half past eight on working days, summer and winter.
    local weekdays = system:schedule("weekdays"):save {
        flow_name = "report", bundled_scheduler = "cron", is_enabled = true,
        value = {cron = "30 8 * * mon-fri", time_zone = "Europe/Berlin", inputs = {into = "mornings"}},
    }

    -- A scheduler of one's own: waits, starts the flow once, ends; the engine starts the next iteration. After an error, or
    -- a cancel, it waits a minute.
    system:scheduler("growing"):save {
        script = [[
            function handler(system, this, inputs)
                local pause = system:setting("pause")
                local minutes = pause:exists() and pause:get("value") or inputs.value.minutes
                this:sleep(minutes * 60)
                pause:save{value = minutes * 2}
                if minutes == 40 then return this:error("not this time") end
                this:flow{flow_id = inputs.flow_id, into = "growing"}
            end
        ]],
    }
    local growing = system:schedule("pauses"):save {
        flow_name = "report", scheduler_name = "growing", is_enabled = true, value = {minutes = 10},
    }

    this:sleep_until("2026-01-03T00:00:00Z")
    growing:save {is_enabled = false}
    this:sleep_until("2026-01-07T00:00:00Z")
    weekdays:save {is_enabled = false}
    this:set_output {
        mornings = system:setting("mornings"):get("value"),
        growing = system:setting("growing"):get("value"),
    }
    -- Nothing is active any more.
    this:sleep(86400)
    local active = 0
    for execution in system:executions {filter = {field = "type", op = "eq", value = "SCHEDULE"}} do
        if not execution:get("status"):find("ENDED", 1, true) then active = active + 1 end
    end
    this:set_output("active", active)
end
