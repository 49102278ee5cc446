local assert = require "assert"

-- What a check that must fail says.
local function failure(check, ...)
    local ok, err = pcall(check, ...)
    if ok then error("the check passed", 2) end
    return err
end

return assert.suite {
    {"equal", function()
        assert.equal(1, 1)
        assert.equal(nil, nil)
        assert.matches(failure(assert.equal, 1, 2), "got 1, expected 2$")
        assert.matches(failure(assert.equal, 1, 1.0), "got 1, expected 1.0$")
        assert.matches(failure(assert.equal, "1", 1), 'got "1", expected 1$')
        assert.matches(failure(assert.equal, {}, {}), "got {}, expected {}$")
        assert.matches(failure(assert.equal, 1, 2, "the count"), "the count: got 1, expected 2$")
    end},
    {"unequal", function()
        assert.unequal(1, 2)
        assert.matches(failure(assert.unequal, 1, 1), "got 1, expected anything else")
    end},
    {"same", function()
        assert.same({1, {a = 2}}, {1, {a = 2}})
        assert.matches(failure(assert.same, {1, {a = 2}}, {1, {a = 3}}), "got {1, {a = 2}}, expected {1, {a = 3}}")
        failure(assert.same, {1}, {1, 2})
        failure(assert.same, {1, 2}, {1})
        failure(assert.same, {a = 1}, {a = 1.0})
        failure(assert.same, {a = false}, {})
        local a, b = {}, {}
        a.self, b.self = a, b
        assert.same(a, b)
    end},
    {"near", function()
        assert.near(0.1 + 0.2, 0.3)
        assert.near(10, 11, 1)
        failure(assert.near, 10, 11, 0.5)
        failure(assert.near, "x", 1)
        failure(assert.near, 0 / 0, 1)
    end},
    {"truthy and falsy", function()
        assert.truthy(0)
        assert.falsy(nil)
        assert.falsy(false)
        assert.matches(failure(assert.truthy, false), "got false")
        assert.matches(failure(assert.falsy, 0), "got 0")
    end},
    {"matches", function()
        assert.matches("hello", "^h.*o$")
        failure(assert.matches, "hello", "^x")
        failure(assert.matches, nil, "x")
    end},
    {"error", function()
        assert.error(nil, error, "x")
        assert.error("bo+m", error, "boom", 0)
        assert.error("SchemaError", flow_api.raise, "SchemaError", "x")
        assert.error("EngineException", flow_api.raise, "SchemaError", "x")
        assert.equal(assert.error("MyError", error, {type = "MyError"}).type, "MyError")
        assert.matches(failure(assert.error, nil, function() end), "no error was raised")
        assert.matches(failure(assert.error, "bang", error, "boom", 0), 'the error was "boom", expected "bang"')
        failure(assert.error, "SchemaError", flow_api.raise, "InternalError", "x")
    end},
    {"failures point at the line of the check", function()
        assert.matches(failure(function() assert.equal(1, 2) end), "^assert.lua:%d+: got 1")
    end},
    {"a suite goes on after a failure", function()
        local order = {}
        local result = assert.suite {
            {"a", function() order[#order + 1] = "a" end},
            {"b", function() error("boom", 0) end},
            {"c", function() order[#order + 1] = "c" end},
        }
        assert.same(order, {"a", "c"})
        assert.equal(result.passed, 2)
        assert.equal(#result.failed, 1)
        assert.equal(result.failed[1].name, "b")
        assert.equal(result.failed[1].message, "boom")
        assert.error("case 1 of the suite", assert.suite, {{"no function"}})
    end},
    {"called, it is Lua's own", function()
        assert.equal(select("#", assert(1, 2, 3)), 3)
        assert.equal(failure(assert, false, "text"), "text")
        assert.matches(failure(assert, nil), "assertion failed")
    end},
}
