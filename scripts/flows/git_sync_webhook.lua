-- A webhook for the host of a git repository: when somebody has pushed, flows, settings and files here become what they are
-- at that commit. A commit that was synced already changes nothing, so the host may send it again.
local sorted = require "sorted"

-- What becomes of a file, by the folder that it lies in.
local kinds = {
    flows = function(system, name, text) system:flow(name):save {script = text} end,
    settings = function(system, name, text) system:setting(name):save {value = json.decode(text)} end,
    files = function(system, name, text) system:file(name):save {content = text} end,
}

local function repository(system, inputs)
    if inputs.url then return inputs.url end
    local setting = system:setting("repository")
    if setting:exists() then return setting:get("value").url end
    flow_api.raise("MissingInputError", "there is no setting 'repository' with the url of the files")
end

function handler(system, this, inputs)
    local sha = inputs.json and inputs.json.commit_sha
    if type(sha) ~= "string" or not sha:find("^%x+$") then
        return this:webhook_json_response({error = "commit_sha is missing"}, 400)
    end
    local synced = system:setting("synced commit")
    if synced:exists() and synced:get("value") == sha then
        return this:webhook_json_response {commit = sha, saved = json.array {}}
    end

    local files = this:connect {
        connector_type = "REST", name = "files of " .. sha, url = repository(system, inputs) .. "/files",
        query = {ref = sha},
    }:get("output_value").json

    local saved = json.array {}
    for path, text in sorted.pairs(files) do
        local folder, file = path:match("^(%a+)/(.+)$")
        if kinds[folder] then
            -- A file keeps its whole name; a flow and a setting go without what their kind says.
            local name = folder == "files" and file or file:gsub("%.%a+$", "")
            kinds[folder](system, name, text)
            saved[#saved + 1] = path
        end
    end
    synced:save {value = sha}
    this:log("synced", {commit = sha, saved = #saved})
    return this:webhook_json_response {commit = sha, saved = saved}
end
