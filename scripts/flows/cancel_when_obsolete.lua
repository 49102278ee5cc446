-- Ends itself as cancelled when its work is no longer wanted: neither a success nor an error. The end passes through
-- `pcall`, so a cautious caller in between does not swallow it.

local function is_wanted(release, latest) return release >= latest end

local function deploy(this, release, releases)
    for stage, latest in ipairs(releases) do
        if not is_wanted(release, latest) then
            this:cancel(("release %d was overtaken by %d"):format(release, latest))
        end
        this:log(("stage %d is done"):format(stage))
        this:sleep(300)
    end
end

function handler(system, this, inputs)
    -- What is the latest release when each stage begins.
    local ok, err = pcall(deploy, this, 41, {41, 41, 42, 42})
    this:log("not reached, because a cancelled execution goes no further", ok, err)
end
