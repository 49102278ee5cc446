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
    ConnectionFailedError = "EngineException",
    SchemaValidationError = "EngineException",
    SchemaError = "EngineException",
}

-- A class is its name, so that `err.type == flow_api.SchemaError` works as well.
local function unknown(name)
    raise("InvalidInputError", "flow_api has no '" .. tostring(name) .. "': flow_api.classes() lists the error classes")
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

--- All error classes, each with the one above it; the root has false.
---@return table<string, string | false> parents
function flow_api.classes()
    local copy = {}
    for name, parent in pairs(parents) do copy[name] = parent end
    return copy
end

return setmetatable(flow_api, locked)
