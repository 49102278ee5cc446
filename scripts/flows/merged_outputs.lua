-- Outputs come together step by step: `set_output` merges keys, a returned table is merged at the end, and
-- `save{output_value = ...}` replaces them all.

function handler(system, this, inputs)
    this:save {output_value = {draft = true}}
    this:set_output("machine", "vm-12")
    this:set_output {draft = false, address = "10.0.0.12"}
    this:set_output("checks", {ping = "ok"})

    -- One key at a time is merged, not what is inside: "ping" is gone after this.
    this:set_output("checks", {ssh = "ok"})

    -- What was set so far can be read back.
    local so_far = this:get("output_value")
    this:set_output("count", (function()
        local count = 0
        for _ in pairs(so_far) do count = count + 1 end
        return count
    end)())

    return {owner = "ops", tags = json.array {}, retired_at = null}
end
