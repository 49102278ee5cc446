-- Tasks of every sort: how they are made, end and fail decides about addresses, so about the order of tables as well.
local flow = require "flow"

local seen = {}
local function note(...) seen[#seen + 1] = table.concat({...}, " ") end

local function names_of(t)
    local names = {}
    for key in pairs(t) do names[#names + 1] = tostring(key) end
    return table.concat(names, " ")
end

local function work(name, calls)
    local garbage = {}
    for i = 1, calls do
        garbage[{}] = name .. i
        garbage[#garbage + 1] = ("%s-%d"):format(name, i):rep(i)
        note(name, i, this:echo(name .. i))
        for _ = 1, 200 do garbage[#garbage % 7 + 1] = {i} end
    end
    note(name, names_of(garbage))
    return name, calls
end

local function tree(depth)
    if depth == 0 then return work("leaf", 2) end
    local left, right = flow.spawn(tree, depth - 1), flow.spawn(tree, depth - 1)
    local guard <close> = setmetatable({}, {__close = function() note("closed", this:echo(depth)) end})
    return left:join() .. right:join()
end

for round = 1, 5 do
    local tasks = {}
    for i = 1, 40 do tasks[i] = flow.spawn(work, "task" .. i, i % 4) end
    note("round", round, #flow.gather(tasks))
    note(tostring(tasks[1]), names_of(tasks))
end

note("tree", flow.spawn(tree, 4):join())

local generator = coroutine.wrap(function()
    for i = 1, 50 do coroutine.yield(this:echo(i)) end
end)
flow.gather(
    function() for _ = 1, 10 do note("a", generator()) end end,
    function() for _ = 1, 10 do this:log("b") note("b", tostring(select(2, pcall(generator)))) end end)

local failing = {}
for i = 1, 30 do
    failing[i] = flow.spawn(function()
        this:echo(i)
        if i % 3 == 0 then error("failed " .. i) end
        return i
    end)
end
note("gather", tostring(select(2, pcall(flow.gather, failing))))
for i = 1, 30 do note("join", i, tostring(select(2, pcall(failing[i].join, failing[i])))) end

local a, b
a = flow.spawn(function() return flow.gather(b) end)
b = flow.spawn(function() return flow.gather(a) end)
note("deadlock", tostring(select(2, pcall(flow.gather, a, b))))

local digest = 0xcbf29ce484222325
for _, line in ipairs(seen) do
    for at = 1, #line do digest = (digest ~ line:byte(at)) * 0x100000001b3 end
end
return {lines = #seen, digest = ("%x"):format(digest), last = seen[#seen]}
