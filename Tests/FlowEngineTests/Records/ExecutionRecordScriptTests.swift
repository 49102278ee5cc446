import FlowModel
import Testing

@testable import FlowEngine

/// Executions as records, from Lua: bad input, and listings while they change.
@Suite(.timeLimit(.minutes(10))) struct ExecutionRecordScriptTests {
    private func check(_ script: String, _ output: JSONValue) async throws {
        try await StoredRun(script: script).comesTo(output)
    }

    @Test func whatIsDeletedWhileItIsListedIsAnErrorInTheLoop() async throws {
        try await check(
            """
            for i = 1, 5 do this:script("return {}", {name = "worker"}) end
            local seen, errors = 0, {}
            for worker in system:executions{filter = {field = "name", op = "eq", value = "worker"}} do
                seen = seen + 1
                if seen == 2 then worker:delete() end
                local ok, err = pcall(worker.get, worker, "status")
                if not ok then errors[#errors + 1] = err.type end
            end
            local left = system:executions{filter = {field = "name", value = "worker"}}:count()
            return {seen = seen, errors = errors, left = left, all = #this:children()}
            """,
            ["seen": 5, "errors": ["ResourceNotFoundError"], "left": 4, "all": 4])
    }

    @Test func listingsAreOfTheMomentTheyBegin() async throws {
        try await check(
            """
            this:script("return {}", {name = "old"})
            this:sleep(1)
            local listing = system:executions{filter = {field = "status", value = "ENDED_SUCCESS"}}
            this:sleep(1)
            this:script("return {}", {name = "new"})
            local names = {}
            for execution in listing do names[#names + 1] = execution:get("name") end
            return {names = names, now = system:executions{filter = {field = "status", value = "ENDED_SUCCESS"}}:count()}
            """,
            ["names": ["old"], "now": 2])
    }

    @Test func badInputIsToldByFieldAndType() async throws {
        try await check(
            """
            system:project("p"):save()
            system:bundle("b"):save()
            local function try(f, ...)
                local ok, err = pcall(f, ...)
                return ok and "no error" or err.type .. ": " .. err.message
            end
            local child = this:script("return {}")
            local running = this:script("this:sleep(9)", {wait = false})
            local errors = {
                field = try(flow_api.Execution, {script = "return {}", descripton = "x"}),
                type = try(flow_api.Execution, {script = "return {}", priority = "high"}),
                nothing = try(flow_api.Execution, {name = "x", commit = true}),
                both = try(this.script, this, "return {}", {project_name = "p", bundle_name = "b"}),
                project = try(this.script, this, "return {}", {project_name = "q"}),
                method = try(function() return this:delet() end),
                early = try(running.delete, running):gsub("%x+%-[%x%-]+", "ID"),
                parent = try(flow_api.Execution, {script = "return {}", parent_execution_id = 5}),
                where = try(this.script, this, "return {}", {location_inheritance = "nowhere"}),
            }
            this:script("return {}", {name = "one"})
            child:delete()
            local trashed = flow_api.Execution{select = "00000000-0000-7000-8000-000000000000", name = "x"}
            errors.unknown = try(trashed.save, trashed)
            return errors
            """,
            [
                "field":
                    "InvalidInputError: execution: an execution has no field 'descripton'; did you mean 'description'?",
                "type":
                    "InvalidInputError: execution: the field 'priority' holds an integer from -1000000 to 1000000, but got the text \"high\"",
                "nothing":
                    "InvalidInputError: execution: it is not said what the execution runs: give flow_name, script, or connector_type",
                "both": "InvalidInputError: script: a record lies in a project or in a bundle, not in both",
                "project": "ResourceNotFoundError: script: there is no project 'q'",
                "method": "InvalidInputError: Execution has no method 'delet': did you mean 'delete'?",
                "early":
                    "InvalidInputError: the execution ID has not ended, so it cannot be deleted; cancel it first",
                "parent":
                    "InvalidInputError: execution: parent_execution_id expects an execution or the id of one, but got the integer 5",
                "where":
                    "InvalidInputError: script: location_inheritance expects one of CREATED_BY, DEFAULT, WRAPPED_RESOURCE, RESOURCE, but got the text \"nowhere\"",
                "unknown":
                    "ResourceNotFoundError: there is no execution 00000000-0000-7000-8000-000000000000",
            ])
    }

    @Test func whatHasDescendantsStays() async throws {
        try await check(
            """
            local child = this:script([[this:script("return {}")]])
            local grandchild = child:children()[1]
            local first = pcall(child.delete, child, true)
            grandchild:add_record_metadata("key", 1)
            grandchild:delete(true)
            child:delete(true)
            return {first = first, child = child:exists(), grandchild = grandchild:exists(), left = #this:children()}
            """,
            ["first": false, "child": false, "grandchild": false, "left": 0])
    }
}
