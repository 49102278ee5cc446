-- A small web app behind a webhook: a list of things to do, which a setting keeps.
local function escaped(text)
    return (text:gsub("[&<>]", {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;"}))
end

local function page(items)
    local lines = {"<!doctype html>", "<title>To do</title>", "<h1>To do</h1>"}
    if #items == 0 then lines[#lines + 1] = "<p>Nothing to do.</p>" end
    for _, item in ipairs(items) do lines[#lines + 1] = "<li>" .. escaped(item) .. "</li>" end
    return table.concat(lines, "\n")
end

function handler(system, this, inputs)
    local store = system:setting("to do")
    local found, items = pcall(store.get, store, "value")
    if not found then
        if not flow_api.is(items, "ResourceNotFoundError") then error(items, 0) end
        items = {}
    end

    if inputs.method == "GET" then return this:webhook_html_response(page(items)) end
    if inputs.method ~= "POST" then
        return this:webhook_response("GET shows the list, POST adds to it", 405, {headers = {Allow = "GET, POST"}})
    end
    local text = inputs.json and inputs.json.text
    if type(text) ~= "string" or text == "" then
        return this:webhook_json_response({error = "text is missing"}, 400)
    end
    items[#items + 1] = text
    store:save {value = items}
    return this:webhook_response {status_code = 303, headers = {Location = inputs.path}}
end
