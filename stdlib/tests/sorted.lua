local assert = require "assert"
local sorted = require "sorted"

local function collected(iterator)
    local result = {}
    for key, value in iterator do result[#result + 1] = {key, value} end
    return result
end

return assert.suite {
    {"visits keys in order", function()
        assert.same(collected(sorted {b = 2, a = 1, c = 3}), {{"a", 1}, {"b", 2}, {"c", 3}})
        assert.same(collected(sorted.pairs {b = 2, a = 1}), {{"a", 1}, {"b", 2}})
        assert.same(collected(sorted {}), {})
    end},
    {"numbers before texts before booleans", function()
        assert.same(sorted.keys {[true] = 1, [false] = 1, x = 1, [10] = 1, [2.5] = 1, ["10"] = 1},
            {2.5, 10, "10", "x", false, true})
    end},
    {"texts by their bytes", function() assert.same(sorted.keys {a = 1, B = 1, ["ä"] = 1}, {"B", "a", "ä"}) end},
    {"false is a value and a key", function()
        assert.same(collected(sorted {[false] = 1, a = false}), {{"a", false}, {false, 1}})
    end},
    {"another order", function()
        local function down(a, b) return a > b end
        assert.same(sorted.keys({a = 1, c = 1, b = 1}, down), {"c", "b", "a"})
        assert.same(collected(sorted({a = 1, b = 2}, down)), {{"b", 2}, {"a", 1}})
    end},
    {"by value, ties by key", function()
        assert.same(collected(sorted.by_value {a = 3, b = 1, d = 2, c = 2}), {{"b", 1}, {"c", 2}, {"d", 2}, {"a", 3}})
        local function down(a, b) return a > b end
        assert.same(collected(sorted.by_value({a = 3, b = 1, d = 2, c = 2}, down)), {{"a", 3}, {"c", 2}, {"d", 2}, {"b", 1}})
    end},
    {"values are read when their turn comes, new keys are not visited", function()
        local t, seen = {a = 1, b = 2}, {}
        for key, value in sorted(t) do
            seen[#seen + 1] = key .. tostring(value)
            t.b, t.c = 20, 30
        end
        assert.same(seen, {"a1", "b20"})
    end},
    {"tables as keys do not fail", function() assert.equal(#sorted.keys {[{}] = 1, [print] = 2, x = 3}, 3) end},
    {"no table, an error", function() assert.error("table expected", sorted, 1) end},
}
