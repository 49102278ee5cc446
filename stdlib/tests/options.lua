local assert = require "assert"
local options = require "options"

local known = {tries = {3, least = 1}, target = {type = "string"}, body = {type = {"string", "table"}}}

local function failure(given, fields)
    local ok, err = pcall(options, "job", given, fields or known)
    assert.equal(ok, false)
    return err.type .. ": " .. err.message
end

return assert.suite {
    {"what is not given has its default", function()
        assert.same(options("job", nil, known), {tries = 3})
        assert.same(options("job", {target = "a"}, known), {tries = 3, target = "a"})
    end},
    {"null is not given", function() assert.same(options("job", {tries = null}, known), {tries = 3}) end},
    {"one of several types", function()
        assert.equal(options("job", {body = "a"}, known).body, "a")
        assert.same(options("job", {body = {1}}, known).body, {1})
    end},
    {"what is wrong is named", function()
        assert.equal(failure {tries = "x"}, "InvalidInputError: job: tries expects a number, but got a string")
        assert.equal(failure {tries = 0}, "InvalidInputError: job: tries is 0, less than 1")
        assert.equal(failure {tries = 0 / 0}:find("less than 1", 1, true) ~= nil, true)
        assert.equal(failure {body = 1}, "InvalidInputError: job: body expects a string or a table, but got a number")
        assert.equal(
            failure {trise = 1}, "ExtraInputError: job: there is no parameter 'trise'; it has body, target, tries")
        assert.equal(
            failure({}, {target = {type = "string", required = true}}),
            "MissingInputError: job: target is missing; expected a string")
        assert.equal(failure "x", "InvalidInputError: job: expects a table, but got a string")
    end},
}
