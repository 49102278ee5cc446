import FlowModel
import FlowStore
import LuaHost
import Testing

@testable import FlowEngine

/// Records from Lua, on every store and with replays: each script checks for itself, and returns what it found.
@Suite(.timeLimit(.minutes(10))) struct RecordScriptTests {
    /// The script must end with success on every store, and with the same output.
    private func check(_ script: String, _ output: JSONValue) async throws {
        try await StoredRun(script: script).comesTo(output)
    }

    @Test func settingsAreMadeReadAndChanged() async throws {
        try await check(
            """
            local setting = system:setting("colour")
            local before = setting:exists()
            setting:save{value = {name = "red"}, description = "what it looks like"}
            local after = setting:exists()
            this:sleep(1)
            setting:save{value = {name = "blue"}}
            local value, description = system:setting("colour"):get("value", "description")
            local all = setting:get_dict("name", "is_deleted")
            return {before = before, after = after, value = value, description = description, all = all}
            """,
            [
                "before": false, "after": true, "value": ["name": "blue"], "description": "what it looks like",
                "all": ["name": "colour", "is_deleted": false],
            ])
    }

    @Test func trashAndRestore() async throws {
        try await check(
            """
            local setting = system:setting("a"):save{value = 1}
            setting:delete()
            local found, err = pcall(setting.get, setting, "value")
            local trashed = system:setting("a", {allow_deleted = true})
            local there = trashed:exists()
            local ok, message = pcall(trashed.save, trashed, {value = 2})
            trashed:restore()
            local value = setting:get("value")
            setting:delete(true)
            return {
                found = found, type = err.type, there = there, changed = ok, why = message.type, value = value,
                left = system:setting("a", {allow_deleted = true}):exists(),
            }
            """,
            [
                "found": false, "type": "ResourceNotFoundError", "there": true, "changed": false,
                "why": "InvalidInputError", "value": 1, "left": false,
            ])
    }

    @Test func listingsGoThroughRecordsAsTheyWere() async throws {
        try await check(
            """
            for i = 1, 7 do system:setting("s" .. i):save{value = i} end
            this:sleep(1)
            local names = {}
            for setting in system:settings{filter = {field = "value", op = "ge", value = 3}} do
                local ok, name = pcall(setting.get, setting, "name")
                if not ok then name = name.type end
                names[#names + 1] = name
                if name == "s3" then
                    this:sleep(1)
                    system:setting("s8"):save{value = 8}
                    system:setting("s5"):delete()
                end
            end
            local like = system:settings{field = "name", op = "like", value = "s%"}
            local list = like:all()
            return {names = names, count = like:count(), first = list[1]:get("value")}
            """,
            [
                "names": ["s3", "s4", "ResourceNotFoundError", "s6", "s7"], "count": 7, "first": 1,
            ])
    }

    @Test func relationsAndRows() async throws {
        try await check(
            """
            local project = system:project("p"):save()
            local flow = system:flow("f"):save{script = "return 1", project_name = "p"}
            local tag = system:tag("nightly"):save()
            flow:add_record_tag("nightly")
            flow:add_record_metadata("owner", {team = "ops"})
            local owner = flow:metadata("owner"):get("data")
            flow:metadata("owner"):save{data = {team = "dev"}}
            flow:metadata("other"):save{data = 5}
            local rows = {}
            for row in flow:record_metadata_list() do rows[#rows + 1] = row:get("key") end
            local tags = {}
            for row in flow:record_tag_list() do tags[#tags + 1] = row:tag():get("name") end
            local twice, err = pcall(flow.add_record_tag, flow, "nightly")
            local inside = {}
            for each in project:flow_list() do inside[#inside + 1] = each:get("name") end
            return {
                project = flow:project():get("name"), owner = owner, changed = flow:metadata("owner"):get("data"),
                rows = rows, tags = tags, twice = twice, inside = inside, exists = flow:metadata_exists("nothing"),
                maker = flow:created_by_identity() == this, mine = this:record_list_created_by():count(),
            }
            """,
            [
                "project": "p", "owner": ["team": "ops"], "changed": ["team": "dev"], "rows": ["owner", "other"],
                "tags": ["nightly"], "twice": false, "inside": ["f"], "exists": false, "maker": true, "mine": 3,
            ])
    }

    @Test func whatIsWrongIsRefused() async throws {
        try await check(
            """
            local setting = system:setting("a"):save{value = 1}
            system:project("p"):save()
            system:bundle("b"):save()
            local function try(f, ...)
                local ok, err = pcall(f, ...)
                return ok and "no error" or err.type .. ": " .. err.message
            end
            local flow = system:flow("f"):save()
            local errors = {
                field = try(setting.save, setting, {valeu = 1}),
                type = try(flow.save, flow, {script = 5}),
                both = try(flow.save, flow, {project_name = "p", bundle_name = "b"}),
                kept = try(setting.save, setting, {created_at = "2020-01-01T00:00:00Z"}),
                missing = try(flow.save, flow, {project_name = "q"}),
                name = try(setting.save, setting, {name = "  "}),
                op = try(system.settings, system, {field = "value", op = "about", value = 1}),
            }
            system:setting("b"):save{value = 2}
            errors.taken = try(setting.save, setting, {name = "b"})
            setting:save{is_readonly = true}
            errors.readonly = try(setting.save, setting, {value = 2})
            errors.removed = try(setting.delete, setting)
            setting:save{is_readonly = false}
            setting:save{value = 3}
            return errors
            """,
            [
                "field": "InvalidInputError: save: a setting has no field 'valeu'; did you mean 'value'?",
                "type": "InvalidInputError: save: the field 'script' holds a text, but got the integer 5",
                "both": "InvalidInputError: save: a record lies in a project or in a bundle, not in both",
                "kept":
                    "InvalidInputError: save: the field 'created_at' cannot be saved: the engine keeps it",
                "missing": "ResourceNotFoundError: save: there is no project 'q'",
                "name": "MissingInputError: save: name is missing; expected a text",
                "op":
                    "InvalidInputError: settings: filter.op is 'about'; it can be eq, ne, lt, le, gt, ge, like, in",
                "taken": "InvalidInputError: save: there is a setting 'b' already",
                "readonly": "PermissionDenied: save: the setting 'a' is read-only",
                "removed": "PermissionDenied: delete: the setting 'a' is read-only",
            ])
    }

    /// What a turn decided by an older state is decided anew, so nothing is lost.
    @Test func concurrentChangesAreNotLost() async throws {
        let script = """
            system:setting("sum"):save{value = 0}
            local children = {}
            for i = 1, 20 do
                children[i] = this:script([[
                    for i = 1, 5 do
                        local setting = system:setting("sum")
                        setting:save{value = setting:get("value") + 1}
                        this:sleep(0)
                    end
                ]], {wait = false})
            end
            this:wait_for(children)
            return {sum = system:setting("sum"):get("value")}
            """
        for workers in [1, 4] {
            var configuration = EngineConfiguration()
            configuration.clock = VirtualClock(start: TestFlow.start)
            configuration.workers = workers
            let engine = ExecutionEngine(
                store: MemoryStore(), environment: TestFlow.environment, configuration: configuration)
            let record = ExecutionRecord(
                id: ExecutionID(createdAt: TestFlow.start, random: (1, 2)), name: "flow", script: script, inputs: [:],
                createdAt: TestFlow.start)
            let row = try await engine.end(of: try await engine.start(record, seed: 1))
            #expect(row.record.output == ["sum": 100], "\(row.record.message ?? row.divergence ?? "")")
            engine.stop()
        }
    }
}
