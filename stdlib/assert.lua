--- Checks for tests in Lua, and a suite to run them in.
---
---     local assert = require "assert"
---     return assert.suite {
---         {"adds", function() assert.equal(1 + 1, 2) end},
---     }
---
--- Called as a function it is the `assert` of Lua.
local inspect = require "inspect"

local check = {}

-- The error points at the line of the test that called the check.
local function fail(message, note)
    error(note and note .. ": " .. message or message, 3)
end

local function same(a, b, seen)
    if type(a) ~= "table" or type(b) ~= "table" then return a == b and math.type(a) == math.type(b) end
    if rawequal(a, b) then return true end
    if seen[a] == b then return true end
    seen[a] = b
    for key, value in next, a do
        if not same(value, rawget(b, key), seen) then return false end
    end
    for key in next, b do
        if rawget(a, key) == nil then return false end
    end
    return true
end

--- Both are equal by `==`; of numbers also the kind, so 1 is not 1.0.
---@param actual any
---@param expected any
---@param note? string what is being checked
function check.equal(actual, expected, note)
    if actual == expected and math.type(actual) == math.type(expected) then return end
    fail(("got %s, expected %s"):format(inspect(actual), inspect(expected)), note)
end

--- The two differ by `==`.
---@param actual any
---@param unexpected any
---@param note? string
function check.unequal(actual, unexpected, note)
    if actual == unexpected then fail(("got %s, expected anything else"):format(inspect(actual)), note) end
end

--- Both are equal, tables by what is in them at any depth.
---@param actual any
---@param expected any
---@param note? string
function check.same(actual, expected, note)
    if same(actual, expected, {}) then return end
    fail(("got %s, expected %s"):format(inspect(actual), inspect(expected)), note)
end

--- The numbers differ by at most `tolerance`.
---@param actual number
---@param expected number
---@param tolerance? number 1e-9 unless given
---@param note? string
function check.near(actual, expected, tolerance, note)
    tolerance = tolerance or 1e-9
    if type(actual) == "number" and math.abs(actual - expected) <= tolerance then return end
    fail(("got %s, expected %s within %s"):format(inspect(actual), inspect(expected), inspect(tolerance)), note)
end

--- The value is neither nil nor false.
---@param value any
---@param note? string
function check.truthy(value, note)
    if not value then fail(("got %s, expected a true value"):format(inspect(value)), note) end
end

--- The value is nil or false.
---@param value any
---@param note? string
function check.falsy(value, note)
    if value then fail(("got %s, expected nil or false"):format(inspect(value)), note) end
end

--- The text has a place that the pattern matches.
---@param text string
---@param pattern string a Lua pattern
---@param note? string
function check.matches(text, pattern, note)
    if type(text) == "string" and text:find(pattern) then return end
    fail(("got %s, expected a match of %s"):format(inspect(text), inspect(pattern)), note)
end

--- The call raises an error: any, or one of this class, or one whose text matches this pattern.
---@param expected string | nil the name of an error class, or a Lua pattern; nil for any error
---@param call fun(...)
---@param ... any arguments of the call
---@return any err what was raised
function check.error(expected, call, ...)
    local ok, err = pcall(call, ...)
    if ok then fail("no error was raised, expected " .. (expected and inspect(expected) or "one")) end
    if expected == nil then return err end
    if type(err) == "table" and err.type == expected then return err end
    if flow_api.classes()[expected] ~= nil and flow_api.is(err, expected) then return err end
    if not tostring(err):find(expected) then
        fail(("the error was %s, expected %s"):format(inspect(tostring(err)), inspect(expected)))
    end
    return err
end

---@class SuiteResult
---@field passed integer
---@field failed {name: string, message: string}[]

--- Runs test cases one after the other, each to its end or its first failing check.
---@param cases {[1]: string, [2]: fun()}[] name and test
---@return SuiteResult
function check.suite(cases)
    local result = {passed = 0, failed = json.array {}}
    for number, case in ipairs(cases) do
        local name, test = case[1], case[2]
        if type(name) ~= "string" or type(test) ~= "function" then
            error(("case %d of the suite is not {name, function}"):format(number), 2)
        end
        local ok, err = pcall(test)
        if ok then
            result.passed = result.passed + 1
        else
            result.failed[#result.failed + 1] = {name = name, message = tostring(err)}
        end
    end
    return result
end

local function stock(_, value, ...)
    if value then return value, ... end
    local message = "assertion failed!"
    if select("#", ...) > 0 then message = ... end
    error(message, 2)
end

return setmetatable(check, {__call = stock})
