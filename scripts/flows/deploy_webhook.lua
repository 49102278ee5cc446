-- A webhook that takes flows and settings from outside, keeps them as records, and tries a flow before it answers.
local sorted = require "sorted"

function handler(system, this, inputs)
    local sent = inputs.json or {}
    local saved = {}
    for name, script in sorted.pairs(sent.flows or {}) do
        system:flow(name):save {script = script, description = "deployed from " .. (sent.commit or "somewhere")}
        saved[#saved + 1] = "flow " .. name
    end
    for name, value in sorted.pairs(sent.settings or {}) do
        system:setting(name):save {value = value}
        saved[#saved + 1] = "setting " .. name
    end
    if #saved == 0 then return this:webhook_json_response({error = "nothing was sent"}, 400) end

    -- A record comes before a file of the same name, so this is what was sent just now.
    local answer = {saved = saved, commit = sent.commit}
    if sent.try then
        local trial = this:flow(sent.try, {wait = "ALL_ENDED"})
        answer.status, answer.output = trial:get("status", "output_value")
    end
    return this:webhook_json_response(answer)
end
