-- moonflow test scripts/flows/git_push_webhook.spec.lua
local connectors = {["our flows"] = {connector_type = "GIT", value = {repository = "https://git.example.com/flows.git"}}}

test("keeps the flows of a commit", function(t)
    t:stub_connection("GIT", function(call)
        return {
            commit = call.ref,
            files = {
                ["flows/greet.lua"] = {text = "return 1"}, ["flows/part.lua"] = {text = "return 2"},
                ["flows/README.md"] = {text = "no flow"},
            },
        }
    end)
    local inputs = {method = "POST", path = "/git", json = {commit_sha = "4f1c0de"}}
    local run = t:run("git_push_webhook", inputs, {connectors = connectors})
    t:equal(run.status, "ENDED_SUCCESS")
    t:equal(run.webhook_response.body, '{"commit":"4f1c0de","saved":["greet","part"]}')
end)

test("asks nobody about what is no commit", function(t)
    local inputs = {method = "POST", path = "/git", json = {commit_sha = "main; rm -r /"}}
    t:equal(t:run("git_push_webhook", inputs, {connectors = connectors}).webhook_response.status_code, 400)
end)
