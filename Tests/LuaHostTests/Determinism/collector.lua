-- What depends on when the collector runs and when tables grow: many garbage cycles between each look at the order.
-- Returns a digest; the allocation trace of the run must be the same in every process, with and without pauses.

local digest = 17

local function note(text)
    text = tostring(text)
    for at = 1, #text do digest = digest * 31 + text:byte(at) end
end

local live = {}

-- Objects of every kind, kept for a while under keys of every kind.
local function make(round)
    local object = {round}
    local closure = function() return round + object[1] end
    local thread = coroutine.wrap(function(...)
        for step = 1, 3 do coroutine.yield(step + round, ...) end
        return "done"
    end)
    live[object] = closure
    live[closure] = thread
    live["name" .. round % 100] = object
    live[round % 64 + 1] = ("text "):rep(round % 40)
    live[round / 3] = round
    return object, closure, thread
end

for round = 1, 3000 do
    local object, closure, thread = make(round)
    note(thread(round))
    note(closure())
    if round % 5 ~= 0 then
        live[closure] = nil
        live[object] = nil
    end
    if round % 11 == 0 then
        for key in pairs(live) do
            if type(key) == "number" and key ~= key // 1 then live[key] = nil end
        end
    end
    if round % 250 == 0 then
        for key, value in pairs(live) do
            note(type(key))
            note(type(value) == "table" and value[1] or type(value))
        end
        note(#live)
        note(tostring({}))
    end
end

-- Strings built in pieces, taken apart, and used as keys only for a moment.
local words = {}
for round = 1, 2000 do
    local line = table.concat({round, round * 1.5, "w" .. round % 97}, ",")
    for piece in line:gmatch("[^,]+") do words[piece] = (words[piece] or 0) + 1 end
    if round % 300 == 0 then words = {n = round} end
end
for word, count in pairs(words) do
    note(word)
    note(count)
end

-- Stacks that grow, shrink and die in the middle.
local function deep(n)
    if n == 0 then return coroutine.yield() end
    local a, b, c = n, {}, "x" .. n
    local result = deep(n - 1)
    return result, a, b, c
end
for round = 1, 60 do
    local co = coroutine.create(deep)
    coroutine.resume(co, round * 5)
    if round % 3 == 0 then coroutine.resume(co, round) elseif round % 3 == 1 then coroutine.close(co) end
    note(coroutine.status(co))
end

return {digest = digest, text = tostring(live), last = tostring(function() end)}
