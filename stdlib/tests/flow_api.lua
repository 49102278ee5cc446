local assert = require "assert"

local function caught(call, ...)
    local ok, err = pcall(call, ...)
    assert.falsy(ok)
    return err
end

return assert.suite {
    {"an error of a class is of the classes above", function()
        local err = caught(flow_api.raise, "LockTimeoutError", "too long")
        assert.truthy(flow_api.is(err, "LockTimeoutError"))
        assert.truthy(flow_api.is(err, "TimeoutExceededError"))
        assert.truthy(flow_api.is(err, "EngineException"))
        assert.falsy(flow_api.is(err, "DependencyTimeoutError"))
        assert.equal(err.type, "LockTimeoutError")
        assert.equal(err.message, "too long")
        assert.equal(tostring(err), "LockTimeoutError: too long")
        assert.equal(type(err.traceback), "string")
    end},
    {"classes are values too", function()
        local err = caught(flow_api.raise, flow_api.SchemaError, "x")
        assert.truthy(flow_api.is(err, flow_api.exceptions.SchemaError))
        assert.equal(flow_api.exceptions.SchemaError, flow_api.SchemaError)
    end},
    {"errors of host functions have a class", function()
        local err = caught(function() this:sleep("soon") end)
        assert.truthy(flow_api.is(err, "InvalidInputError"))
    end},
    {"a text is a LuaError", function()
        assert.truthy(flow_api.is("boom", "LuaError"))
        assert.truthy(flow_api.is(caught(function() local x; return x.y end), "LuaError"))
        assert.falsy(flow_api.is("boom", "EngineException"))
        assert.falsy(flow_api.is(caught(flow_api.raise, "SchemaError", "x"), "LuaError"))
    end},
    {"tables and other values that are no errors of the engine", function()
        assert.truthy(flow_api.is({}, "LuaError"))
        assert.truthy(flow_api.is(nil, "LuaError"))
        assert.falsy(flow_api.is({type = "MyOwn"}, "EngineException"))
        assert.falsy(flow_api.is({type = 1}, "EngineException"))
        assert.falsy(flow_api.is({type = false}, "EngineException"))
    end},
    {"a metatable cannot make is() run code", function()
        local err = setmetatable({}, {__index = function() error("called") end})
        assert.truthy(flow_api.is(err, "LuaError"))
    end},
    {"unknown classes are errors", function()
        assert.error("InvalidInputError", flow_api.is, {}, "TimeOutError")
        assert.error("no 'TimeOutError'", function() return flow_api.TimeOutError end)
        assert.error("InvalidInputError", flow_api.raise, "MyError", "x")
        assert.error("InvalidInputError", flow_api.is, {}, nil)
    end},
    {"nothing can be set", function()
        assert.error("cannot be set", function() flow_api.SchemaError = 1 end)
        assert.error("cannot be set", function() flow_api.exceptions.New = 1 end)
        local classes = flow_api.classes()
        classes.SchemaError = nil
        assert.equal(flow_api.SchemaError, "SchemaError")
    end},
    {"the root has nothing above it", function()
        local classes = flow_api.classes()
        assert.equal(classes.EngineException, false)
        assert.equal(classes.LockTimeoutError, "TimeoutExceededError")
    end},
    {"require gives the global", function() assert.equal(require "flow_api", flow_api) end},
}
