-- moonflow test scripts/flows/todo_webhook.spec.lua
local function call(t, method, json, settings)
    local run = t:run("todo_webhook", {method = method, path = "/todo", json = json}, {settings = settings})
    t:equal(run.status, "ENDED_SUCCESS")
    return run.webhook_response, run.settings
end

test("shows an empty list", function(t)
    local response = call(t, "GET")
    t:equal({response.status_code, response.content_type}, {200, "text/html; charset=utf-8"})
    t:matches(response.body, "Nothing to do")
end)

test("keeps what is sent, and leads back to the list", function(t)
    local response, settings = call(t, "POST", {text = "rest"}, {["to do"] = {"work"}})
    t:equal({response.status_code, response.headers.Location}, {303, "/todo"})
    t:equal(settings, {["to do"] = {"work", "rest"}})
    t:matches(call(t, "GET", nil, settings).body, "<li>work</li>\n<li>rest</li>")
end)

test("what is sent is never taken for HTML", function(t)
    local page = call(t, "GET", nil, {["to do"] = {"<script>alert(1)</script> & co"}}).body
    t:matches(page, "&lt;script&gt;alert%(1%)&lt;/script&gt; &amp; co")
    t:falsy(page:find("<script>", 1, true))
end)

test("says what is wrong with a call", function(t)
    for _, json in ipairs {{}, {text = ""}, {text = 7}} do
        t:equal(call(t, "POST", json).status_code, 400)
    end
    local response = call(t, "DELETE")
    t:equal({response.status_code, response.headers.Allow}, {405, "GET, POST"})
end)
