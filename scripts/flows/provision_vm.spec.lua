-- moonflow test scripts/flows/provision_vm.spec.lua
local inputs = {url = "https://cloud.example.com"}

test("the first server that there is room for is taken", function(t)
    t:stub_connection("REST", {status_code = 201})
    local run = t:run("provision_vm", inputs)
    t:equal(run.output, {server = "vm-1", failed = 0, executions = 1})
    t:equal(run.elapsed, 0)
end)

test("what failed tries leave behind is removed", function(t)
    t:stub_connection("REST", function(order)
        if order.method == "PUT" and not order.url:find("vm-3", 1, true) then error("HttpError 503", 0) end
        return {status_code = 204}
    end)
    local run = t:run("provision_vm", inputs)
    t:equal(run.output, {server = "vm-3", failed = 2, executions = 3})
    t:equal(run.elapsed, 20)
    local calls = {}
    for i, call in ipairs(t:calls("REST")) do calls[i] = call.inputs.method .. call.inputs.url:match("/[^/]+$") end
    t:equal(calls, {"PUT/vm-1", "PUT/vm-2", "PUT/vm-3", "DELETE/vm-1", "DELETE/vm-2"})
end)

test("gives up, and cleans up", function(t)
    t:stub_connection("REST", function(order)
        if order.method == "PUT" then error("HttpError 503", 0) end
        return {status_code = 404}
    end)
    local run = t:run("provision_vm", {url = inputs.url, tries = 2})
    t:equal({run.status, run.message}, {"ENDED_ERROR", "there was no room for a server"})
    t:equal(#t:calls("REST"), 4)
end)

test("says that it needs an address", function(t)
    local run = t:run("provision_vm")
    t:equal(run.status, "ENDED_ERROR")
    t:matches(run.message, "MissingInputError: url is missing")
end)
