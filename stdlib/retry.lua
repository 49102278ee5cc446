--- Calls a function until it succeeds, with longer and longer pauses in between.
---
---     local retry = require "retry"
---     local page = retry(this, {attempts = 5, delay = 2}, function(attempt)
---         return fetch(url)
---     end)

---@class RetryOptions
---@field attempts? integer how often the function is called at most; 3 unless given
---@field delay? number seconds of the first pause; 1 unless given
---@field factor? number by what each pause is longer than the one before; 2 unless given
---@field most? number seconds that a pause has at most; 3600 unless given
---@field jitter? number share of a pause that is left to chance, 0 to 1; 0 unless given
---@field on? string | string[] | fun(err: any): boolean the error classes to try again after, or what decides; any error unless given
---@field log? boolean whether each failure is logged; true unless given

local defaults = {attempts = 3, delay = 1, factor = 2, most = 3600, jitter = 0, log = true}
local least = {attempts = 1, delay = 0, factor = 0, most = 0, jitter = 0}

local function refuse(message)
    flow_api.raise("InvalidInputError", "retry: " .. message)
end

local function checked(options)
    if type(options) ~= "table" then refuse("expects a table of options, but got a " .. type(options)) end
    local settings = {on = options.on}
    for name, value in pairs(defaults) do
        local given = options[name]
        if given == nil then given = value end
        if type(given) ~= type(value) then
            refuse(("%s expects a %s, but got a %s"):format(name, type(value), type(given)))
        end
        -- Written this way round, it refuses what is not a number as well.
        if least[name] and not (given >= least[name]) then refuse(("%s is %s, less than %d"):format(name, given, least[name])) end
        settings[name] = given
    end
    for name in pairs(options) do
        if name ~= "on" and defaults[name] == nil then refuse("there is no option '" .. tostring(name) .. "'") end
    end
    if settings.jitter > 1 then refuse("jitter is more than 1") end
    return settings
end

local function is_wanted(on, err)
    if on == nil then return true end
    if type(on) == "function" then return on(err) end
    if type(on) == "string" then return flow_api.is(err, on) end
    for _, class in ipairs(on) do
        if flow_api.is(err, class) then return true end
    end
    return false
end

--- Calls `call(attempt, ...)` until it returns, and returns what it returns. After the last attempt, and after an error
--- that is not to be tried again, that error is raised unchanged.
---@param this Execution
---@param options RetryOptions
---@param call fun(attempt: integer, ...): ...
---@param ... any further arguments of the call
---@return any ...
return function(this, options, call, ...)
    local settings = checked(options)
    local pause = settings.delay
    for attempt = 1, settings.attempts do
        local results = table.pack(pcall(call, attempt, ...))
        if results[1] then return table.unpack(results, 2, results.n) end
        local err = results[2]
        if attempt >= settings.attempts or not is_wanted(settings.on, err) then error(err, 0) end
        local seconds = math.min(pause, settings.most)
        if settings.jitter > 0 then seconds = seconds * (1 - settings.jitter * math.random()) end
        if settings.log then
            this:log(("attempt %d of %d failed, next in %g s: %s"):format(attempt, settings.attempts, seconds, tostring(err)))
        end
        this:sleep(seconds)
        pause = pause * settings.factor
    end
end
