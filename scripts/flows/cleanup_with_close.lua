-- Variables with <close> clean up however their block is left: by its end, by an error, by a return. What was made last
-- is cleaned up first. Here the third step fails, and the two machines made before it are gone afterwards.

local made = 0

-- Makes something that deletes itself when its variable goes out of scope, unless it is kept.
local function machine(this, name)
    made = made + 1
    this:log("created " .. name)
    local self = {name = name, kept = false}
    return setmetatable(self, {
        __close = function(_, err)
            if self.kept then return end
            this:log(("deleted %s%s"):format(name, err and " after an error" or ""))
            made = made - 1
        end,
    })
end

local function provision(this, fails)
    local database <close> = machine(this, "database")
    local server <close> = machine(this, "server")
    if fails then error("no address is free") end
    database.kept, server.kept = true, true
    return {database.name, server.name}
end

function handler(system, this, inputs)
    local ok, err = pcall(provision, this, true)
    this:set_output("first", {ok = ok, message = tostring(err), machines_left = made})

    ok, err = pcall(provision, this, false)
    this:set_output("second", {ok = ok, machines = err, machines_left = made})
end
