-- Leads somebody through forms, page by page: back and forth, asking again for what cannot be, and trying it out at the end.
local function text(label, order) return {element = "string", type = "string", label = label, order = order} end
local function button(label, order) return {element = "submit", type = "boolean", label = label, order = order} end

local pages = {
    {
        subject = "Your team", key = "team", field = text("What is your team called?", 1),
        problem = function(value) if type(value) ~= "string" or #value < 2 then return "A name has two letters or more." end end,
    },
    {
        subject = "Your number", key = "n", field = {element = "number", type = "number", label = "Which number shall be squared?", order = 1},
        problem = function(value) if type(value) ~= "number" or value < 0 then return "Please give a number that is not negative." end end,
    },
}

-- One page, again and again until it is answered well; nil when somebody went back.
local function ask(this, page, is_first)
    local hint
    while true do
        local properties = {[page.key] = page.field, next = button("Next", 8)}
        if hint then properties.hint = {element = "markdown", description = hint, order = 0} end
        if not is_first then properties.back = button("Back", 9) end
        local response = this:message(page.subject, {
            message_type = "POPUP", body = {type = "object", properties = properties, required = {page.key}},
        }):get("response")
        if response.back then return nil end
        hint = page.problem(response[page.key])
        if not hint then return response[page.key] end
    end
end

-- Looks every ten seconds whether the first run has ended, for two minutes.
local function try_out(this, answers)
    local child = this:flow("square", {name = "first run of " .. answers.team, n = answers.n, seconds = 35, wait = false})
    local deadline = os.time() + 120
    while os.time() < deadline do
        if child:get("status") == "ENDED_SUCCESS" then return child:get("output_value").square end
        this:sleep(10)
    end
    return this:error("the first run did not come to an end")
end

function handler(system, this, inputs)
    local answers, page = {}, 1
    while pages[page] do
        this:save {message = ("page %d of %d"):format(page, #pages)}
        local answer = ask(this, pages[page], page == 1)
        if answer ~= nil then answers[pages[page].key] = answer end
        page = page + (answer ~= nil and 1 or -1)
    end
    this:set_output {team = answers.team, square = try_out(this, answers)}
    this:message("All done", "Welcome, " .. answers.team .. ".", {message_type = "SUCCESS", wait = false})
    return this:success("ready")
end
