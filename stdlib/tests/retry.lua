local assert = require "assert"
local retry = require "retry"

-- Fails `failures` times, then gives what it was called with.
local function failing(failures, err)
    local calls = 0
    return function(attempt, ...)
        calls = calls + 1
        assert.equal(attempt, calls)
        if calls <= failures then error(err or "down", 0) end
        return calls, ...
    end
end

local function seconds_of(call)
    local start = os.time()
    call()
    return os.time() - start
end

return assert.suite {
    {"returns what the call returns", function()
        local a, b, c = retry(this, {}, failing(0), nil, "x")
        assert.equal(a, 1)
        assert.equal(b, nil)
        assert.equal(c, "x")
        assert.equal(select("#", retry(this, {}, failing(0), nil, nil)), 3)
    end},
    {"tries again", function() assert.equal(retry(this, {log = false}, failing(2)), 3) end},
    {"pauses grow, up to the most", function()
        local options = {attempts = 6, delay = 1, factor = 3, most = 10, log = false}
        assert.equal(seconds_of(function() retry(this, options, failing(5)) end), 1 + 3 + 9 + 10 + 10)
        assert.equal(seconds_of(function() retry(this, options, failing(0)) end), 0)
    end},
    {"raises the last error unchanged, and does not sleep before", function()
        local err = {type = "MyError"}
        local caught
        local seconds = seconds_of(function()
            caught = assert.error(nil, retry, this, {attempts = 2, delay = 5, log = false}, failing(9, err))
        end)
        assert.equal(caught, err)
        assert.equal(seconds, 5)
    end},
    {"only after the classes asked for", function()
        local function down() flow_api.raise("LockTimeoutError", "x") end
        local function count(on)
            local calls = 0
            assert.error("LockTimeoutError", retry, this, {attempts = 3, on = on, log = false}, function()
                calls = calls + 1
                down()
            end)
            return calls
        end
        assert.equal(count("TimeoutExceededError"), 3)
        assert.equal(count("SchemaError"), 1)
        assert.equal(count {"SchemaError", "LockTimeoutError"}, 3)
        assert.equal(count {}, 1)
        assert.equal(count(function(err) return err.message == "x" end), 3)
        assert.equal(count(function() return false end), 1)
    end},
    {"jitter takes at most its share", function()
        for _ = 1, 20 do
            local seconds = seconds_of(function()
                retry(this, {attempts = 2, delay = 1000, jitter = 0.5, log = false}, failing(1))
            end)
            assert.truthy(seconds >= 500 and seconds <= 1000, "pause of " .. seconds)
        end
    end},
    {"wrong options are refused before anything is called", function()
        local function never() error("called") end
        assert.error("attempts is 0, less than 1", retry, this, {attempts = 0}, never)
        assert.error("delay expects a number", retry, this, {delay = "1"}, never)
        assert.error("delay is %-1", retry, this, {delay = -1}, never)
        assert.error("less than 0", retry, this, {delay = 0 / 0}, never)
        assert.error("jitter is more than 1", retry, this, {jitter = 2}, never)
        assert.error("no option 'atempts'", retry, this, {atempts = 2}, never)
        assert.error("InvalidInputError", retry, this, 3, never)
    end},
}
