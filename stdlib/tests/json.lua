local assert = require "assert"
local json = require "json"

local order = {id = 7, lines = {{name = "a/b", price = 0.5}, {name = "m~n", price = 2}}, none = json.array {}, no = null}

return assert.suite {
    {"has what the global has", function()
        assert.equal(json.encode {b = 1, a = {}}, '{"a":{},"b":1}')
        assert.same(json.decode "[1,2]", {1, 2})
        assert.equal(json.encode(json.array {}), "[]")
        assert.equal(json.decode "null", json.null)
    end},
    {"pretty", function()
        assert.equal(json.pretty {b = {1, 2}, a = "x"}, '{\n  "a": "x",\n  "b": [\n    1,\n    2\n  ]\n}')
        assert.equal(json.pretty({1}, 4), "[\n    1\n]")
        assert.equal(json.pretty({1}, "\t"), "[\n\t1\n]")
        assert.equal(json.pretty {}, "{}")
        assert.equal(json.pretty(json.array {}), "[]")
        assert.equal(json.pretty(1.0), "1.0")
        assert.equal(json.pretty(null), "null")
        assert.same(json.decode(json.pretty(order)), json.decode(json.encode(order)))
    end},
    {"pretty refuses what is not JSON, with its path", function()
        assert.error("a%.b", json.pretty, {a = {b = print}})
        local cycle = {}
        cycle.self = cycle
        assert.error("cycl", json.pretty, cycle)
    end},
    {"get", function()
        assert.equal(json.get(order, ""), order)
        assert.equal(json.get(order, "/id"), 7)
        assert.equal(json.get(order, "/lines/1/price"), 2)
        assert.equal(json.get(order, "/lines/2/price"), nil)
        assert.equal(json.get(order, "/lines/2/price", 0), 0)
        assert.equal(json.get(order, "/lines/x", "d"), "d")
        assert.equal(json.get(order, "/lines/01", "d"), "d")
        assert.equal(json.get(order, "/id/x/y", "d"), "d")
        assert.equal(json.get(order, "/no", "d"), null)
        assert.equal(json.get(false, ""), false)
        assert.equal(json.get({a = false}, "/a", true), false)
    end},
    {"the escapes of RFC 6901", function()
        local value = {["a/b"] = 1, ["m~n"] = 2, [""] = 3, ["~1"] = 4}
        assert.equal(json.get(value, "/a~1b"), 1)
        assert.equal(json.get(value, "/m~0n"), 2)
        assert.equal(json.get(value, "/"), 3)
        assert.equal(json.get(value, "/~01"), 4)
        assert.error("InvalidInputError", json.get, value, "a")
        assert.error("InvalidInputError", json.get, value, "/~2")
        assert.error("InvalidInputError", json.get, value, "/a~")
        assert.error("InvalidInputError", json.get, value, 1)
    end},
    {"set", function()
        local value = {}
        assert.equal(json.set(value, "/a/b", 1), value)
        assert.same(value, {a = {b = 1}})
        json.set(value, "/list", json.array {})
        json.set(value, "/list/-", "x")
        json.set(value, "/list/1", "y")
        json.set(value, "/list/0", "z")
        assert.same(value.list, {"z", "y"})
        json.set(value, "/list/0", nil)
        assert.same(value.list, {"y"})
        json.set(value, "/a", nil)
        assert.same(value, {list = {"y"}})
        assert.error("no position", json.set, value, "/list/5", 1)
        assert.error("on the way", json.set, {a = 1}, "/a/b", 1)
        assert.error("whole value", json.set, value, "", 1)
    end},
    {"copy", function()
        local copy = json.copy(order)
        assert.same(copy, order)
        copy.lines[1].price = 9
        assert.equal(order.lines[1].price, 0.5)
        assert.equal(json.encode(copy.none), "[]")
    end},
    {"merge", function()
        local first = {a = {x = 1, y = {1, 2}}, b = 1}
        assert.same(json.merge(first, {a = {y = {3}, z = 4}}, {b = 2}), {a = {x = 1, y = {3}, z = 4}, b = 2})
        assert.same(first, {a = {x = 1, y = {1, 2}}, b = 1})
        assert.equal(json.merge({a = 1}, {a = null}).a, null)
        assert.same(json.merge({a = 1}), {a = 1})
    end},
    {"equal", function()
        assert.truthy(json.equal(order, json.copy(order)))
        assert.truthy(json.equal(1, 1.0))
        assert.falsy(json.equal({}, json.array {}))
        assert.falsy(json.equal({a = 1}, {a = 1, b = 2}))
        assert.falsy(json.equal({a = 1, b = 2}, {a = 1}))
        assert.falsy(json.equal({}, 1))
    end},
    {"is_array", function()
        assert.truthy(json.is_array {1})
        assert.truthy(json.is_array(json.array {}))
        assert.falsy(json.is_array {})
        assert.falsy(json.is_array {a = 1})
        assert.falsy(json.is_array "x")
    end},
}
