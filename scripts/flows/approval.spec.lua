-- Run with: moonflow test scripts/flows/approval.spec.lua
local question = "Buy a new server?"

test("approved after a day", function(t)
    t:stub_message(question, {approve = true, reason = "the old one is slow"}, {after = 86400})
    t:stub_message("Name", {string = "apollo"})
    local run = t:run("approval")
    t:equal(run.status, "ENDED_SUCCESS")
    t:equal(run.message, "apollo")
    t:equal(run.output.approved, true)
    t:equal(run.elapsed, 86400)
end)

test("nobody answers for two days", function(t)
    local run = t:run("approval")
    t:equal(run.status, "ENDED_ERROR")
    t:equal(run.message, "nobody answered in time")
    t:equal(run.elapsed, 2 * 86400)
end)

test("an answer that comes too late is none", function(t)
    t:stub_message(question, {approve = true}, {after = 2 * 86400})
    t:equal(t:run("approval").message, "nobody answered in time")
end)

test("somebody answers by hand", function(t)
    local run = t:start("approval")
    t:equal(run.waits_for, "an answer to the message '" .. question .. "' until 2024-01-03T00:00:00.000000+0000")
    run:answer(question, {approve = false, reason = "too dear"})
    t:equal(run.status, "WAITING_RESPONSE")
    run:answer("Name", null)
    t:equal(run.message, "without a name")
    t:equal(run.messages[2].subject, "Done")
end)
