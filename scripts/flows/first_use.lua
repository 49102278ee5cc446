-- Configuration that a flow makes itself when it is not there yet; afterwards people may change it.
local setting = system:setting("greeting")
if not setting:exists() then
    setting:save{value = {text = "hello", times = 2}, description = "What first_use says, and how often."}
    this:log("made the setting 'greeting'")
end

local greeting = setting:get("value")
for _ = 1, greeting.times do this:log(greeting.text) end

-- The second time the setting is there, as it would be for the next execution.
return {made = setting:get("created_by") == this:get("id"), times = greeting.times, again = setting:exists()}
