local assert = require "assert"
local inspect = require "inspect"

return assert.suite {
    {"plain values", function()
        assert.equal(inspect(nil), "nil")
        assert.equal(inspect(null), "null")
        assert.equal(inspect(true), "true")
        assert.equal(inspect(1), "1")
        assert.equal(inspect(1.0), "1.0")
        assert.equal(inspect(0 / 0):gsub("-", "") , "nan")
        assert.equal(inspect(this), "<Execution self>")
    end},
    {"texts are quoted on one line", function()
        assert.equal(inspect('a "b"\n\t\\'), [["a \"b\"\n\t\\"]])
        assert.equal(inspect("\0\1\127"), [["\0\x01\x7f"]])
        assert.equal(inspect("grün"), '"grün"')
    end},
    {"keys in order, names bare", function()
        assert.equal(inspect {b = 1, a = "x", ["a b"] = 2, [10] = 3, ["end"] = 4},
            '{[10] = 3, a = "x", ["a b"] = 2, b = 1, ["end"] = 4}')
        assert.equal(inspect {1, {2, x = 3}, n = 0}, "{1, {2, x = 3}, n = 0}")
        assert.equal(inspect {}, "{}")
        assert.equal(inspect {[1.5] = true, [false] = 1}, "{[1.5] = true, [false] = 1}")
    end},
    {"tables and functions by number", function()
        local t = {name = "t"}
        t.self = t
        assert.equal(inspect(t), '{name = "t", self = <table 1>}')
        local shared = {}
        assert.equal(inspect {shared, shared, print, print}, "{{}, <table 2>, <function 3>, <function 3>}")
    end},
    {"over several lines", function()
        assert.equal(inspect({1, a = {b = 2}, c = {}}, {indent = 2}), "{\n  1,\n  a = {\n    b = 2\n  },\n  c = {}\n}")
        assert.equal(inspect({1}, {indent = "\t"}), "{\n\t1\n}")
    end},
    {"limits of depth and of entries", function()
        assert.equal(inspect({1, {2, {3}}}, {depth = 2}), "{1, {2, {...}}}")
        assert.equal(inspect({1, 2, 3, 4}, {items = 2}), "{1, 2, ...}")
        assert.equal(inspect({a = 1, b = 2, c = 3}, {items = 2}), "{a = 1, b = 2, ...}")
    end},
    {"metatables are not asked", function()
        local t = setmetatable({1}, {__index = function() error("asked") end, __len = function() error("asked") end,
            __pairs = function() error("asked") end})
        assert.equal(inspect(t), "{1}")
    end},
}
