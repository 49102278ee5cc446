--- What tells errors apart: the global variable `flow_api`.
---
---     local ok, err = pcall(function() this:sleep("soon") end)
---     if flow_api.is(err, "InvalidInputError") then ... end
---
--- Every class is also a value: `flow_api.TimeoutExceededError` and `flow_api.exceptions.TimeoutExceededError`.
local raise = ...

local parents = {
    EngineException = false,
    InternalError = "EngineException",
    PermissionDenied = "EngineException",
    LifecycleSignal = "EngineException",
    ExecutionCancel = "LifecycleSignal",
    ExecutionError = "LifecycleSignal",
    ExecutionSuccess = "LifecycleSignal",
    ResourceNotFoundError = "EngineException",
    DependencyFailedError = "EngineException",
    TimeoutExceededError = "EngineException",
    LockTimeoutError = "TimeoutExceededError",
    DependencyTimeoutError = "TimeoutExceededError",
    MessageResponseTimeoutError = "TimeoutExceededError",
    MissingInputError = "EngineException",
    InvalidInputError = "EngineException",
    ExtraInputError = "EngineException",
    SchemaValidationError = "EngineException",
    SchemaError = "EngineException",
}

-- A class is its name, so that `err.type == flow_api.SchemaError` works as well.
local function unknown(name)
    raise("InvalidInputError", "flow_api has no '" .. tostring(name) .. "': the error classes are listed by flow_api.classes()")
end

local locked = {
    __index = function(_, name)
        if parents[name] ~= nil then return name end
        unknown(name)
    end,
    __newindex = function(_, name)
        raise("InvalidInputError", "flow_api." .. tostring(name) .. " cannot be set")
    end,
    __metatable = "flow_api",
}

local flow_api = {exceptions = setmetatable({}, locked)}

--- Tells whether an error is of a class or of one below it.
---@param err any what pcall caught; a text is of the class "LuaError"
---@param class string
---@return boolean
function flow_api.is(err, class)
    if class ~= "LuaError" and parents[class] == nil then unknown(class) end
    local name = type(err) == "table" and rawget(err, "type") or "LuaError"
    while name do
        if name == class then return true end
        name = parents[name]
    end
    return false
end

--- Raises an error of a class.
---@param class string
---@param message string
function flow_api.raise(class, message)
    if parents[class] == nil then unknown(class) end
    raise(class, tostring(message))
end

--- The names of all error classes, in order, and of the class above each (false for the root).
---@return string[] names
---@return table<string, string|false> parents
function flow_api.classes()
    local names, above = json.array {}, {}
    for name, parent in pairs(parents) do
        names[#names + 1], above[name] = name, parent
    end
    table.sort(names)
    return names, above
end

return setmetatable(flow_api, locked)
