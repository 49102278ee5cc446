--- Runs one spec: `moonflow test` starts it in a sandbox of its own for each test. Flows cannot require it.
---
---     test("ships and asks", function(t)
---         t:stub_flow("ship", {parcel = 7})
---         t:stub_message("Send the invoice?", {ok = true})
---         local run = t:run("order", {address = "Here"})
---         t:equal(run.status, "ENDED_SUCCESS")
---     end)
---
--- The host answers `list`, `stub`, `start`, `proceed`, `answer`, `respond`, `control` and `log`; what a spec sees of them
--- is in `stdlib/meta/spec.lua`.
local inspect = require "inspect"

local host, spec = this, inputs
local FAILED = "AssertionFailed"

-- ---- Failures

-- The place `order.spec.lua:8: ` of the function that is so many calls up.
local function place(level)
    local _, text = pcall(error, "", level + 2)
    return text
end

-- Raises a failure of the test at the line that called the check.
local function fail(text, note, level)
    if note ~= nil then text = tostring(note) .. ": " .. text end
    error({type = FAILED, message = place((level or 2) + 1) .. text}, 0)
end

local function is_failure(err)
    return type(err) == "table" and rawget(err, "type") == FAILED
end

-- A mistake in the use of the test functions, at the line that made it.
local function misuse(level, text, ...)
    error({type = "InvalidInputError", message = place(level + 1) .. text:format(...)}, 0)
end

local function shown(value)
    local text = inspect(value, {items = 100})
    if #text > 600 then text = text:sub(1, 600) .. "..." end
    return text
end

local function step_into(path, key)
    if type(key) == "string" and key:find("^[%a_][%w_]*$") then return path .. "." .. key end
    return ("%s[%s]"):format(path, inspect(key))
end

-- Collects where two values differ, by path. Numbers are equal as they are in Lua: 1 is 1.0.
local function compare(got, expected, path, found, seen)
    if type(got) ~= "table" or type(expected) ~= "table" then
        if got ~= expected then found[#found + 1] = {path = path, got = got, expected = expected} end
        return
    end
    if rawequal(got, expected) or seen[got] == expected then return end
    seen[got] = expected
    local keys = {}
    for key in next, got do keys[key] = true end
    for key in next, expected do keys[key] = true end
    for _, key in ipairs(require "sorted".keys(keys)) do
        compare(rawget(got, key), rawget(expected, key), step_into(path, key), found, seen)
    end
end

local function differences(got, expected)
    local found = {}
    compare(got, expected, "", found, {})
    return found
end

local function difference_text(got, expected, found)
    local lines = {"not equal", "  got:      " .. shown(got), "  expected: " .. shown(expected)}
    if type(got) == "table" and type(expected) == "table" then
        for i, each in ipairs(found) do
            if i > 8 then
                lines[#lines + 1] = ("  and %d more"):format(#found - 8)
                break
            end
            lines[#lines + 1] = ("  differs:  %s: got %s, expected %s"):format(
                each.path, shown(each.got), shown(each.expected))
        end
    end
    return table.concat(lines, "\n")
end

-- A class whose objects say so when something is asked that they do not have.
local function class(name, optional)
    local methods = {}
    local meta = {__name = name}
    function meta.__index(object, key)
        if methods[key] ~= nil or optional[key] then return methods[key] end
        local known = {}
        for _, names in ipairs {methods, optional, object} do
            for each in next, names do known[each] = true end
        end
        known.number = nil
        misuse(2, "%s has no '%s'; it has %s", name, tostring(key), table.concat(require "sorted".keys(known), ", "))
    end
    return methods, meta
end

-- ---- Stubs

local stubs = {flow = {}, script = {}, message = {}, connection = {}}

local function answered(stub, asked)
    local call = {
        number = #stub.calls + 1, at = asked.at, name = asked.name, inputs = asked.inputs, sender = asked.sender,
    }
    stub.calls[call.number] = call
    local answer, after = stub.answer, stub.after
    if type(answer) == "function" then
        local ok, given, later = pcall(answer, asked.inputs, call)
        if not ok then
            if is_failure(given) or stub.kind == "message" then error(given, 0) end
            call.error = type(given) == "table" and rawget(given, "message") or tostring(given)
            return {error = tostring(call.error), type = type(given) == "table" and rawget(given, "type") or nil}, after
        end
        answer, after = given, later or after
    end
    call.answer = answer
    return {value = answer}, after
end

local function matches(stub, asked)
    if stub.name ~= nil and stub.name ~= asked.connector then return false end
    if type(stub.of) == "function" then return stub.of(asked.inputs) end
    return stub.of == "*" or stub.of == asked.of
end

-- The stub that was made last goes first, so a test can replace what `before_each` made.
local function find(asked)
    local list = stubs[asked.kind]
    for i = #list, 1, -1 do
        if matches(list[i], asked) then return list[i] end
    end
end

local function add_stub(kind, of, answer, options, level)
    options = options or {}
    if type(options) ~= "table" then misuse(level + 1, "options expects a table such as {after = 60}, but got %s", shown(options)) end
    for name in pairs(options) do
        if name ~= "after" and not (name == "name" and kind == "connection") then
            misuse(level + 1, "there is no option '%s'; a stub takes {after = seconds}", tostring(name))
        end
    end
    if options.after ~= nil and not (type(options.after) == "number" and options.after >= 0) then
        misuse(level + 1, "after expects seconds, but got %s", shown(options.after))
    end
    if type(of) ~= "string" and not (kind == "message" and type(of) == "function") then
        misuse(level + 1, "the first argument of a stub is what it stands for, a text; got %s", shown(of))
    end
    local stub = {kind = kind, of = of, answer = answer, after = options.after, name = options.name, calls = json.array {}}
    table.insert(stubs[kind], stub)
    host:stub(kind, type(of) == "string" and of or nil)
    return stub
end

-- ---- Runs

local Run, run_meta = class("a run", {
    message = true, output = true, error = true, waits_for = true, webhook_response = true,
})

-- Takes over how the executions stand.
local function refresh(run, state)
    for name in pairs {message = 1, output = 1, error = 1, waits_for = 1, webhook_response = 1} do rawset(run, name, nil) end
    for name, value in pairs(state) do
        if name ~= "kind" then rawset(run, name, value) end
    end
    return run
end

-- Answers what the flow asks for until it has ended, or nothing can happen any more, or the moment has come.
local function proceed(run, seconds)
    local event = host:proceed(run.number, seconds, true)
    while event.kind ~= "rest" do
        local stub = find(event)
        if stub then
            host:answer(run.number, answered(stub, event))
        elseif event.kind == "connection" then
            local name = event.connector and (" '%s'"):format(event.connector) or ""
            error({type = FAILED, message = ("'%s' connects to %s%s, and nothing stands in for that: "
                .. "t:stub_connection(\"%s\", ...)"):format(event.sender, event.of, name, event.of)}, 0)
        else
            host:answer(run.number, {none = true})
        end
        event = host:proceed(run.number)
    end
    return refresh(run, event)
end

--- Goes on until the run has ended, or nothing can happen any more.
function Run:finish() return proceed(self) end

--- Goes on for so many seconds of the run's own time.
function Run:advance(seconds)
    if type(seconds) ~= "number" or seconds < 0 then misuse(2, "advance expects seconds, but got %s", shown(seconds)) end
    return proceed(self, seconds)
end

--- Answers an open message, and goes on until nothing can happen any more.
function Run:answer(subject, response)
    local refused = host:respond(self.number, subject, response)
    if refused then misuse(2, "%s", refused) end
    return proceed(self, 0)
end

local function control(run, action, message)
    host:control(run.number, action, message)
    return proceed(run, 0)
end

--- Cancels the execution.
function Run:cancel(message) return control(self, "cancel", message) end

--- Pauses the execution.
function Run:pause(message) return control(self, "pause", message) end

--- Goes on with an execution that is paused, as `moonflow exec resume` does.
function Run:resume() return control(self, "run") end

-- ---- The test

local Test, test_meta = class("t", {})

local function start(name, inputs, options, level)
    if type(name) ~= "string" then misuse(level + 1, "run expects the name of a flow, but got %s", shown(name)) end
    if inputs ~= nil and type(inputs) ~= "table" then
        misuse(level + 1, "the inputs of a run are a table, but got %s", shown(inputs))
    end
    options = options or {}
    for key in pairs(options) do
        if key ~= "at" and key ~= "seed" and key ~= "settings" and key ~= "connectors" then
            misuse(level + 1, "there is no option '%s'; a run takes {at = time, seed = number, settings = {name = value}, "
                .. "connectors = {name = fields}}", tostring(key))
        end
    end
    local started = host:start {
        flow = name, inputs = inputs or {}, at = options.at, seed = options.seed, settings = options.settings,
        connectors = options.connectors,
    }
    if started.refused then misuse(level + 1, "%s", started.refused) end
    return setmetatable({number = started.number}, run_meta)
end

--- Runs a flow until it has ended and its children have, or nothing can happen any more.
function Test:run(flow, inputs, options)
    return proceed(start(flow, inputs, options, 2))
end

--- Starts a flow and lets it go on for no time; `run:advance(seconds)` and `run:finish()` go on with it.
function Test:start(flow, inputs, options)
    return proceed(start(flow, inputs, options, 2), 0)
end

--- Stands in for a flow that the flow under test calls.
function Test:stub_flow(flow, answer, options) return (add_stub("flow", flow, answer, options, 2)) end

--- Stands in for scripts that the flow under test runs as children of that name.
function Test:stub_script(name, answer, options) return (add_stub("script", name, answer, options, 2)) end

--- Answers messages in the place of people.
function Test:stub_message(subject, answer, options) return (add_stub("message", subject, answer, options, 2)) end

--- Stands in for connections of a type.
function Test:stub_connection(kind, answer, options) return (add_stub("connection", kind, answer, options, 2)) end

--- What the stubs of that name were asked, oldest first.
function Test:calls(name)
    local known, found = {}, nil
    for _, kind in ipairs {"flow", "script", "message", "connection"} do
        for _, stub in ipairs(stubs[kind]) do
            known[tostring(stub.of)] = true
            if stub.of == name then
                found = found or json.array {}
                for _, call in ipairs(stub.calls) do found[#found + 1] = call end
            end
        end
    end
    if not found then
        misuse(2, "there is no stub '%s'; the stubs are: %s", tostring(name), table.concat(require "sorted".keys(known), ", "))
    end
    return found
end

--- Both are equal, tables by what is in them at any depth.
function Test:equal(got, expected, note)
    local found = differences(got, expected)
    if #found > 0 then fail(difference_text(got, expected, found), note) end
end

--- The two differ.
function Test:unequal(got, unexpected, note)
    if #differences(got, unexpected) == 0 then fail("got " .. shown(got) .. ", expected anything else", note) end
end

--- The value is neither nil nor false.
function Test:truthy(value, note)
    if not value then fail("got " .. shown(value) .. ", expected a true value", note) end
end

--- The value is nil or false.
function Test:falsy(value, note)
    if value then fail("got " .. shown(value) .. ", expected nil or false", note) end
end

--- The text has a place that the pattern matches.
function Test:matches(text, pattern, note)
    if type(text) == "string" and text:find(pattern) then return end
    fail(("no match\n  got:     %s\n  pattern: %s"):format(shown(text), shown(pattern)), note)
end

--- The numbers differ by at most `tolerance`.
function Test:near(got, expected, tolerance, note)
    if type(got) == "number" and math.abs(got - expected) <= (tolerance or 1e-9) then return end
    fail(("got %s, expected %s within %s"):format(shown(got), shown(expected), shown(tolerance or 1e-9)), note)
end

--- An entry of the log of the run, or of its children, contains the text.
function Test:logged(run, text, note)
    if type(run) ~= "table" or getmetatable(run) ~= run_meta then misuse(2, "logged expects a run, but got %s", shown(run)) end
    for _, entry in ipairs(run.logs) do
        if entry.text:find(text, 1, true) then return end
    end
    fail(("nothing in the log contains %s"):format(shown(text)), note)
end

--- Fails.
function Test:fail(text) fail(tostring(text)) end

-- ---- The spec

local tests, by_name, before = json.array {}, {}, {}

-- What a spec has besides what every script has. Its globals are its own.
local environment = setmetatable({}, {__index = _G})

function environment.test(name, body)
    if type(name) ~= "string" or type(body) ~= "function" then
        misuse(2, "test expects a name and a function: test(\"what it does\", function(t) ... end)")
    end
    if by_name[name] then misuse(2, "there are two tests called '%s'", name) end
    by_name[name] = true
    tests[#tests + 1] = {name = name, body = body, place = place(2)}
end

function environment.before_each(body)
    if type(body) ~= "function" then misuse(2, "before_each expects a function: before_each(function(t) ... end)") end
    before[#before + 1] = body
end

local chunk = assert(load(spec.source, "=" .. spec.name, "t", environment))
chunk()

if not spec.test then
    local list = json.array {}
    for i, each in ipairs(tests) do list[i] = {name = each.name, line = math.tointeger(each.place:match(":(%d+): $"))} end
    return {tests = list}
end

local t = setmetatable({name = tests[spec.test].name}, test_meta)
for _, body in ipairs(before) do body(t) end
tests[spec.test].body(t)
