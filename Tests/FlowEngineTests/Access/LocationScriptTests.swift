import FlowModel
import FlowStore
import Testing

@testable import FlowEngine

/// Where records and executions lie, from Lua, on every store and with replays.
@Suite(.timeLimit(.minutes(10))) struct LocationScriptTests {
    private func check(
        _ script: String, _ output: JSONValue, flows: [String: String] = [:]
    ) async throws {
        let helpers = """
            local function try(f, ...)
                local ok, err = pcall(f, ...)
                return ok and "ok" or err.type .. ": " .. err.message
            end
            local function place(record)
                local project, bundle = record:get("project_id", "bundle_id")
                if project ~= null then return system:project(project):get("name") end
                if bundle ~= null then return system:bundle(bundle):get("name") end
                return "workspace"
            end

            """
        for mode in StoredRun.Mode.allCases {
            let row = try await StoredRun(script: helpers + script, flows: FlowTable(flows)).outcome(mode).row
            #expect(
                row.record.output == output,
                "\(mode): \(JSONWriter.prettyText(row.record.output)) \(row.divergence ?? row.record.message ?? "")")
        }
    }

    @Test func recordsLieWhereTheirMakerLies() async throws {
        try await check(
            """
            system:project("p"):save()
            system:project("q"):save()
            system:bundle("b"):save()
            local before = place(system:setting("before"):save())
            this:save{project_name = "p"}
            local setting = system:setting("a"):save{value = 1}
            local output = {
                before = before, own = place(this), setting = place(setting), project = this:project():get("name"),
                given = place(system:setting("b"):save{project_name = "q"}),
                given_id = place(system:setting("c"):save{bundle_id = system:bundle("b"):get("id")}),
                workspace = place(system:setting("d"):save{project_id = null}),
                none = place(system:setting("e"):save{location_inheritance = "default"}),
            }
            system:project("Default project"):save()
            output.default = place(system:setting("f"):save{location_inheritance = "default"})
            -- A tag lies nowhere but in the workspace, and a project in no other project.
            output.tag = system:tag("t"):save():get("name")
            output.inner = system:project("r"):save():get("bundle_id")
            this:save{bundle_name = "b"}
            output.moved = place(this)
            output.bundled = place(system:flow("f"):save())
            output.inner_bundled = system:project("s"):save():bundle():get("name")
            setting:save{value = 2}
            output.stays = place(setting)
            this:save{bundle_id = null}
            output.back = place(this)
            return output
            """,
            [
                "before": "workspace", "own": "p", "setting": "p", "project": "p", "given": "q", "given_id": "b",
                "workspace": "workspace", "none": "workspace", "default": "Default project", "tag": "t",
                "inner": .null, "moved": "b", "bundled": "b", "inner_bundled": "b", "stays": "p", "back": "workspace",
            ])
    }

    @Test func executionsLieWhereTheyAreToldTo() async throws {
        try await check(
            """
            system:project("p"):save()
            system:project("q"):save()
            system:bundle("b"):save()
            system:flow("job"):save{bundle_name = "b"}
            this:save{project_name = "p"}
            local function of(method, ...) return place(this[method](this, ...)) end
            local output = {
                child = of("script", ""), flow = of("flow", "job"),
                creator = of("flow", "job", {location_inheritance = "created_by"}),
                resource = of("flow", "job", {location_inheritance = "resource"}),
                wrapped = of("flow", "job", {location_inheritance = "wrapped_resource"}),
                script = of("script", "", {location_inheritance = "resource"}),
                default = of("flow", "job", {location_inheritance = "default"}),
                given = of("flow", "job", {project_name = "q", location_inheritance = "resource"}),
                init = of("flow", "job", {init = {bundle_name = "b"}}),
                clone = of("clone", {run = false, location_inheritance = "resource"}),
                other = of("flow", "nowhere", {location_inheritance = "resource"}),
            }
            system:project("Default project"):save()
            output.fallback = of("script", "", {location_inheritance = "resource"})
            local executions = 0
            for each in system:project("q"):execution_list() do
                executions = executions + 1
                assert(place(each) == "q")
            end
            output.executions = executions
            return output
            """,
            [
                "child": "p", "flow": "p", "creator": "p", "resource": "b", "wrapped": "b", "script": "workspace",
                "default": "workspace", "given": "q", "init": "b", "clone": "workspace", "other": "workspace",
                "fallback": "Default project", "executions": 1,
            ], flows: ["job": "", "nowhere": ""])
    }

    @Test func wrongPlacesAreRefused() async throws {
        try await check(
            """
            system:project("p"):save()
            system:bundle("b"):save()
            local setting = system:setting("a")
            return {
                both = try(setting.save, setting, {project_name = "p", bundle_name = "b"}),
                both_of_child = try(this.script, this, "", {project_name = "p", bundle_name = "b"}),
                both_of_own = try(this.save, this, {project_name = "p", bundle_name = "b"}),
                unknown = try(this.script, this, "", {project_name = "q"}),
                id = try(this.save, this, {project_id = "q"}),
                wrong = try(this.save, this, {project_id = system:bundle("b"):get("id")}):match("%a+"),
                word = try(this.script, this, "", {location_inheritance = "here"}),
                resource = try(setting.save, setting, {location_inheritance = "resource"}),
                tag = try(function() system:tag("t"):save{project_name = "p"} end):match(".*;"),
                nothing = setting:exists(), place = place(this), children = #this:children(),
            }
            """,
            [
                "both": "InvalidInputError: save: a record lies in a project or in a bundle, not in both",
                "both_of_child": "InvalidInputError: script: a record lies in a project or in a bundle, not in both",
                "both_of_own": "InvalidInputError: save: a record lies in a project or in a bundle, not in both",
                "unknown": "ResourceNotFoundError: script: there is no project 'q'",
                "id":
                    "InvalidInputError: save: the field 'project_id' holds the id of a project, but got the text \"q\"",
                "wrong": "ResourceNotFoundError",
                "word":
                    "InvalidInputError: script: location_inheritance expects one of CREATED_BY, DEFAULT, WRAPPED_RESOURCE, RESOURCE, but got the text \"here\"",
                "resource":
                    "InvalidInputError: save: location_inheritance 'resource' is for executions; for a setting it can be created_by or default",
                "tag": "InvalidInputError: save: a tag has no field 'project_name';",
                "nothing": false, "place": "workspace", "children": 0,
            ])
    }

    @Test func aPlaceByTheResourceLooksAtWrappers() async throws {
        try await check(
            """
            system:project("of flow"):save()
            system:project("of wrapper"):save()
            system:wrapper("w"):save{script = "return this:child()", project_name = "of wrapper"}
            system:wrapper("lone"):save{script = "return {}", project_name = "of wrapper"}
            system:flow("job"):save{project_name = "of flow", wrappers = {"w"}}
            system:flow("plain"):save{project_name = "of flow"}
            local function of(method, ...)
                local made = this[method](this, ...)
                return {place(made), place(made:children()[1] or made)}
            end
            local resource, wrapped = {location_inheritance = "resource"}, {location_inheritance = "wrapped_resource"}
            return {
                resource = of("flow", "job", resource), wrapped = of("flow", "job", wrapped),
                unwrapped = of("flow", "job", {location_inheritance = "resource", unwrapped = true}),
                dynamic = of("flow", "plain", {location_inheritance = "resource", wrappers = {"w"}}),
                bundled = of("flow", "plain", {location_inheritance = "resource", wrappers = {"retry"}}),
                alone = of("wrapper", "lone", resource),
                using = place(this:using("w"):flow("plain", resource)),
                made = place(flow_api.Execution{flow_name = "plain", location_inheritance = "resource"}:save()),
                added = place(this:add_child{flow_name = "plain", project_name = "of wrapper"}),
                moved = place(flow_api.Execution{select = this, project_name = "of flow"}:save()),
            }
            """,
            [
                "resource": ["of wrapper", "of wrapper"], "wrapped": ["of flow", "of flow"],
                "unwrapped": ["of flow", "of flow"], "dynamic": ["of wrapper", "of wrapper"],
                "bundled": ["workspace", "workspace"], "alone": ["of wrapper", "of wrapper"],
                "using": "of wrapper", "made": "of flow", "added": "of wrapper", "moved": "of flow",
            ], flows: ["job": "", "plain": ""])
    }

    /// Rights that hold for the own location hold there only, and to go elsewhere takes a right to that place.
    @Test func ownLocationOnly() async throws {
        try await check(
            """
            system:project("p"):save()
            system:project("q"):save()
            system:role("local"):save{permissions = {
                {record_type = "setting", actions = "*", location = "own"}, {record_type = "execution", actions = "create"},
                {record_type = "flow", actions = "run", location = "own"}, {record_type = "schedule", actions = "create"}}}
            system:flow("inside"):save{script = "return {}", project_name = "p"}
            system:setting("in p"):save{value = 1, project_name = "p"}
            system:setting("in q"):save{value = 2, project_name = "q"}
            system:setting("outside"):save{value = 3}
            local child = this:script([[
                local function try(f, ...)
                    local ok, err = pcall(f, ...)
                    return ok and "ok" or err.type
                end
                local a = system:setting("in p")
                return {
                    a = try(a.get, a, "value"), b = try(system:setting("in q").get, system:setting("in q"), "value"),
                    outside = try(system:setting("outside").get, system:setting("outside"), "value"),
                    count = system:settings():count(),
                    new = try(function() system:setting("new"):save() end),
                    elsewhere = try(function() system:setting("far"):save{project_name = "q"} end),
                    move = try(a.save, a, {project_name = "q"}),
                    self = try(this.save, this, {project_name = "q"}),
                    child = try(this.script, this, "", {project_name = "q"}),
                    here = try(this.script, this, "", {project_name = "p"}),
                    schedule = try(function() system:schedule("far"):save{project_name = "q"} end),
                    near_schedule = try(function() system:schedule("near"):save() end),
                    flow = try(this.flow, this, "inside"), file = try(this.flow, this, "beside"),
                }
            ]], {roles = {"local"}, project_name = "p"})
            local output = child:get("output_value")
            output.far = system:setting("far"):exists()
            output.stays = place(system:setting("in p"))
            return output
            """,
            [
                "a": "ok", "b": "PermissionDenied", "outside": "PermissionDenied", "count": 1, "new": "ok",
                "elsewhere": "PermissionDenied", "move": "PermissionDenied", "self": "PermissionDenied",
                "child": "PermissionDenied", "here": "ok", "far": false, "stays": "p", "flow": "ok",
                "file": "PermissionDenied", "schedule": "PermissionDenied", "near_schedule": "ok",
            ], flows: ["beside": "return {}"])
    }
}
