-- Run with: moonflow test scripts/flows/provision.spec.lua
local ok = {server = "vm-1", disk = "disk-1"}

test("the first server that can be created is taken", function(t)
    t:stub_flow("create_server", ok, {after = 20})
    local run = t:run("provision")
    t:equal(run.output, {server = "vm-1", tries = 1, removed = {}})
    t:equal(run.elapsed, 20)
end)

test("what failed tries leave behind is removed", function(t)
    t:stub_flow("create_server", function(inputs)
        if inputs.try < 3 then error("HttpError 503", 0) end
        return ok
    end)
    t:stub_flow("remove_disk", {})
    local run = t:run("provision")
    t:equal(run.status, "ENDED_SUCCESS")
    t:equal(run.output.tries, 3)
    t:logged(run, "try 2 failed: HttpError 503")
    t:equal(run.elapsed, 10 + 20, "longer and longer pauses")
    -- These tries failed before there was a disk.
    t:equal(#t:calls("remove_disk"), 0)
end)

test("as it is: the third try succeeds, and two disks are removed", function(t)
    local run = t:run("provision")
    t:equal(run.output, {server = "vm-3", tries = 3, removed = {"disk-1", "disk-2"}})
    t:equal(run.children[5].name, "remove_disk")
end)

test("a clean-up that fails is noted", function(t)
    t:stub_flow("remove_disk", function(inputs) error("the disk is in use", 0) end)
    local run = t:run("provision")
    t:equal(run.status, "ENDED_SUCCESS")
    t:logged(run, "left behind: disk-1")
    t:equal(#t:calls("remove_disk"), 2)
end)

test("gives up", function(t)
    t:stub_flow("create_server", function() error("HttpError 503", 0) end)
    local run = t:run("provision", {tries = 2})
    t:equal(run.status, "ENDED_ERROR")
    t:equal(run.message, "no server could be created")
    t:equal(run.output.server, null)
end)
