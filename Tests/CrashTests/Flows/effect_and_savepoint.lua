-- Goes back to before an effect once: the effect is made again, as another one.
function handler(system, this, inputs)
    local before = this:connect{connector_type = "EFFECT", target = "before"}
    local mark = this:create_savepoint("again")
    local effect = this:connect{connector_type = "EFFECT", target = "after"}
    this:log("made", effect:get("output_value"))
    if mark.loaded == 0 then this:load_savepoint("again") end
    return {
        before = before:get("output_value").number,
        after = effect:get("output_value").number,
        loaded = mark.loaded,
    }
end
