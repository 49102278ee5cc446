-- Run with: moonflow test scripts/flows/onboarding_wizard.spec.lua

-- Answers page after page with what is listed for it.
local function answer_with(t, subject, responses)
    return t:stub_message(subject, function(message, call) return responses[call.number] end)
end

test("straight through", function(t)
    t:stub_message("Your team", {team = "Green"})
    t:stub_message("Your number", {n = 4})
    local run = t:run("onboarding_wizard")
    t:equal(run.message, "ready")
    t:equal(run.output, {team = "Green", square = 16})
    t:equal(run.elapsed, 40, "it looks every ten seconds")
end)

test("what cannot be is asked again, with a hint", function(t)
    local team = answer_with(t, "Your team", {{team = ""}, {team = "Green"}})
    t:stub_message("Your number", {n = 4})
    t:equal(t:run("onboarding_wizard").status, "ENDED_SUCCESS")
    t:equal(#team.calls, 2)
    t:equal(team.calls[1].inputs.body.properties.hint, nil)
    t:matches(team.calls[2].inputs.body.properties.hint.description, "two letters")
end)

test("back to the first page", function(t)
    answer_with(t, "Your team", {{team = "Blue"}, {team = "Green"}})
    answer_with(t, "Your number", {{back = true}, {n = 2}})
    t:equal(t:run("onboarding_wizard").output.team, "Green")
end)

test("a first run that hangs is given up", function(t)
    t:stub_message("Your team", {team = "Green"})
    t:stub_message("Your number", {n = 4})
    t:stub_flow("square", {}, {after = 3600})
    local run = t:run("onboarding_wizard")
    t:equal(run.status, "ENDED_ERROR")
    t:equal(run.message, "the first run did not come to an end")
    t:equal(run.elapsed, 120)
end)

test("it waits on the page where nobody answers", function(t)
    t:stub_message("Your team", {team = "Green"})
    local run = t:run("onboarding_wizard")
    t:equal(run.message, "page 2 of 2")
    t:equal(run.waits_for, "an answer to the message 'Your number'")
end)
