-- Three workers share one machine. The lock makes them take turns, in the order of their coming.
local worker = [[
function handler(system, this, inputs)
    this:lock("machine")
    this:lock("machine") -- counts: release it as often
    local from = os.time()
    this:sleep(60)
    this:release_lock("machine")
    this:release_lock("machine")
    return {from = from, to = os.time()}
end
]]

function handler(system, this, inputs)
    local start = os.time()
    local workers = {}
    for i = 1, 3 do workers[i] = this:script(worker, {name = "worker " .. i, wait = false}) end
    this:wait_for(workers)
    local slots = {}
    for i, each in ipairs(workers) do
        local output = each:get("output_value")
        slots[i] = {from = output.from - start, to = output.to - start}
    end
    this:set_output("slots", slots)

    -- A lock that does not come free in time is an error of its own class.
    local holder = this:script([[this:lock("door") this:sleep(1000)]], {name = "holder", wait = false})
    this:sleep(1)
    local ok, err = pcall(this.lock, this, "door", 10)
    this:set_output("door", {ok = ok, class = err.type})
    -- The end of an execution releases what it holds.
    holder:cancel()
    this:lock("door", 10)
    this:set_output("after", "mine")
end
