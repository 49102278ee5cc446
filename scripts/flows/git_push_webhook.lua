-- A webhook that a git host calls after a push: has git fetch the flows of that commit, and keeps them here.
--
-- The connector of the store has the address of the repository, and names the secret that opens it:
--
--     moonflow secret set git_token --host git.example.com
--     moonflow connector add "our flows" --type GIT --value '{"repository": "https://git.example.com/ops/flows.git",
--         "username": "robot", "password": "${secret.git_token}"}'
--
-- `git_sync_webhook` does so by the API of a host, without git, and takes settings and files too.
local sorted = require "sorted"

function handler(system, this, inputs)
    local sha = inputs.json and inputs.json.commit_sha
    if type(sha) ~= "string" or not sha:find("^%x+$") then
        return this:webhook_json_response({error = "commit_sha is missing"}, 400)
    end
    local commit = this:connect("our flows", {
        name = "get " .. sha:sub(1, 8), operation = "get", ref = sha, paths = {"flows"},
    }):get("output_value")

    local saved = json.array {}
    for path, file in sorted.pairs(commit.files) do
        local name = path:match("^flows/([%w_]+)%.lua$")
        if name then
            system:flow(name):save {script = file.text, description = "as of " .. commit.commit}
            saved[#saved + 1] = name
        end
    end
    return this:webhook_json_response {commit = commit.commit, saved = saved}
end
