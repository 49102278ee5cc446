--- Several tasks in one script, each blocked in a host call of its own.
---
---     local flow = require "flow"
---     local upload = flow.spawn(function() return this:flow("upload", {file = "a"}) end)
---     this:sleep(60) -- the upload goes on meanwhile
---     local child = upload:join()
---
---     local results = flow.gather(function() return check("a") end, function() return check("b") end)
---
--- Tasks take turns and never run at the same moment: one runs until it calls the host, waits for another task, or ends;
--- then the next one does. A new task begins after all that could run already. The script ends when all of its tasks have
--- ended; if one of them failed and nobody joined it, the script ends with its error. An error of the script itself ends it,
--- and them, at once.
local _, lanes = ...
local error, getmetatable, rawget, select, setmetatable = error, getmetatable, rawget, select, setmetatable
local tostring, type, unpack, xpcall = tostring, type, table.unpack, xpcall

local flow = {}

---@class Task
local Task = {}

local STATE = {} -- the key in a task under which its state is
local LOCK = "Task" -- what scripts see as the metatable of a task

local class = {__name = LOCK, __metatable = LOCK}

function class.__index(_, name)
    return Task[name] or lanes.raise("InvalidInputError", "Task has no method '" .. tostring(name) .. "'; it has join")
end

function class.__newindex(_, name)
    lanes.raise("InvalidInputError", "Task." .. tostring(name) .. " cannot be set")
end

local function refuse(name, message)
    lanes.raise("InvalidInputError", name .. ": " .. message)
end

local function state_of(value)
    return type(value) == "table" and getmetatable(value) == LOCK and rawget(value, STATE) or nil
end

-- ---- Errors that nobody has asked for, oldest first

local owed, first, last = {}, 1, 0

local function owe_first()
    while first <= last and not owed[first] do
        owed[first] = nil
        first = first + 1
    end
    if first > last then return lanes.owe() end
    lanes.owe(owed[first].err, owed[first].traceback)
end

local function note_failure(state)
    if state.is_asked_for then return end
    last = last + 1
    owed[last], state.owed = state, last
    if first == last then owe_first() end
end

local function ask_for(state)
    state.is_asked_for = true
    if not state.owed then return end
    owed[state.owed], state.owed = false, nil
    owe_first()
end

-- ---- Running and waiting

local running = {[0] = {}} -- where a task's lane is -> the task's state; 0 is the script itself

local function settle(state, ok, ...)
    running[lanes.current()] = nil
    state.is_over = true
    if ok then
        state.results, state.count = {...}, select("#", ...)
    else
        state.has_failed, state.err = true, (...)
        note_failure(state)
    end
    local waits = state.waits
    state.waits = nil
    for i = 1, waits and #waits or 0 do
        local wait = waits[i]
        wait.open = wait.open - 1
        if not ok then wait.failed = wait.failed or state end
        if wait.lane and (wait.failed or wait.open == 0) then
            lanes.wake(wait.lane)
            wait.lane = nil
        end
    end
end

local function body(state, call, ...)
    running[lanes.current()] = state
    settle(state, xpcall(call, function(err)
        -- An error table has a traceback already.
        if type(err) ~= "table" then state.traceback = lanes.traceback() end
        return err
    end, ...))
end

-- Blocks until all of the tasks are over or one has failed. Returns the state of that one, and true instead of waiting for
-- ever.
local function await(name, states)
    local wait = {open = 0}
    for i = 1, #states do
        local state = states[i]
        ask_for(state)
        if not state.is_over then
            wait.open = wait.open + 1
        elseif state.has_failed then
            wait.failed = wait.failed or state
        end
    end
    if wait.failed or wait.open == 0 then return wait.failed end
    lanes.check(name)
    for i = 1, #states do
        local state = states[i]
        if not state.is_over then
            state.waits = state.waits or {}
            state.waits[#state.waits + 1] = wait
        end
    end
    repeat
        wait.lane = lanes.current()
        if lanes.park() then
            wait.lane = nil
            return nil, true
        end
    until wait.failed or wait.open == 0
    return wait.failed
end

local function refuse_deadlock(name)
    refuse(name, "the tasks of this script wait for one another, and nothing else will wake them")
end

-- Waits for one task form a chain; one that leads back here would never end.
local function refuse_circle(me, state)
    local each = state
    while each do
        if each == me then
            refuse("join", each == state and "a task cannot wait for itself" or "that task waits for this one already")
        end
        each = each.joined
    end
end

--- Waits until the task is over, and returns what its function returned, or raises the error that it raised. A task can be
--- joined more than once.
---@return any ...
function Task.join(task)
    local state = state_of(task)
    if not state then refuse("join", "call it with a colon, task:join()") end
    if not state.is_over then
        local me = running[lanes.current()]
        refuse_circle(me, state)
        lanes.check("join")
        me.joined = state
        local _, is_stuck = await("join", {state})
        me.joined = nil
        if is_stuck then refuse_deadlock("join") end
    end
    ask_for(state)
    if state.has_failed then error(state.err, 0) end
    return unpack(state.results, 1, state.count)
end

--- Starts a task: a function that runs beside the script. It begins when the caller next calls the host or waits.
---@param call fun(...): ...
---@param ... any what the function is called with
---@return Task
function flow.spawn(call, ...)
    if type(call) ~= "function" then refuse("flow.spawn", "expects a function, but got a " .. type(call)) end
    local state = {}
    lanes.start(body, state, call, ...)
    return setmetatable({[STATE] = state}, class)
end

--- Waits until all of the tasks are over, and returns a list with the first result of each. Functions become tasks of their
--- own first. If a task fails, its error is raised at once; the others run on, and their errors are dropped.
---@param ... Task | fun(): any tasks and functions, or one list of them
---@return any[] results
function flow.gather(...)
    local given, count = {...}, select("#", ...)
    if count == 1 and type(given[1]) == "table" and not state_of(given[1]) then
        given = given[1]
        count = #given
    end
    local states = {}
    for i = 1, count do
        states[i] = state_of(given[i])
        if not states[i] and type(given[i]) ~= "function" then
            refuse("flow.gather", ("expects tasks and functions, but number %d is a %s"):format(i, type(given[i])))
        end
    end
    for i = 1, count do states[i] = states[i] or state_of(flow.spawn(given[i])) end
    local failed, is_stuck = await("flow.gather", states)
    if is_stuck then refuse_deadlock("flow.gather") end
    if failed then error(failed.err, 0) end
    local results = {}
    for i = 1, count do results[i] = states[i].results[1] end
    return results
end

return flow
