--- What tells errors apart: the global variable `flow_api`.
---
---     local ok, err = pcall(function() this:sleep("soon") end)
---     if flow_api.is(err, "InvalidInputError") then ... end
---
--- Every class is also a value: `flow_api.TimeoutExceededError` and `flow_api.exceptions.TimeoutExceededError`.
---
--- `flow_api.Execution{...}` stands for an execution: one that is there by `select`, or else a new one.
local raise, objects = ...

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

local constants = {RESOURCE = "execution"}

--- The class of executions: `flow_api.Execution{select = id}` is the execution of that id, in the trash as well with
--- `allow_deleted = true`; `flow_api.Execution{flow_name = "nightly"}:save()` makes one, which does not start.
flow_api.Execution = setmetatable({}, {
    __call = function(_, options)
        if not objects.system then raise("InvalidInputError", "flow_api.Execution: there is no host") end
        return objects.system:execution(options or {})
    end,
    __index = function(_, name)
        if constants[name] then return constants[name] end
        raise("InvalidInputError", "flow_api.Execution has no '" .. tostring(name) .. "': it has RESOURCE")
    end,
    __newindex = locked.__newindex,
    __metatable = "flow_api.Execution",
})

return setmetatable(flow_api, locked)
