import FlowModel
import Testing

@testable import FlowEngine

/// What roles allow, from Lua, on every store and with replays.
@Suite(.timeLimit(.minutes(10))) struct RoleScriptTests {
    /// Runs `child` with these roles, below an execution that may do everything and has done `setup`.
    private func check(
        _ setup: String, roles: String, child: String, _ output: JSONValue, flows: [String: String] = [:]
    ) async throws {
        let script = """
            \(setup)
            local child = this:script([==[
                local function try(f, ...)
                    local ok, err = pcall(f, ...)
                    return ok and "ok" or err.type .. ": " .. err.message
                end
                \(child)
            ]==], {name = "child", roles = \(roles), wait = "ALL_ENDED"})
            local status, message, output = child:get("status", "message", "output_value")
            return {status = status, message = message, output = output}
            """
        for mode in StoredRun.Mode.allCases {
            let row = try await StoredRun(script: script, flows: FlowTable(flows)).outcome(mode).row
            #expect(row.record.message == nil && row.divergence == nil, "\(mode): \(row.record.message ?? "")")
            let found = row.record.output.object ?? [:]
            #expect(found["message"] == .null, "\(mode): \(found["message"] ?? .null)")
            #expect(found["output"] == output, "\(mode): \(JSONWriter.prettyText(row.record.output))")
        }
    }

    @Test func actionsTypesAndNames() async throws {
        try await check(
            """
            system:role("reader"):save{permissions = {{record_type = "setting", actions = "read"}}}
            system:role("writer"):save{permissions = {
                {record_type = {"setting", "tag"}, actions = {"create", "update"}, names = {"job %", "x"}}}}
            system:setting("job 1"):save{value = 1}
            system:setting("other"):save{value = 2}
            """,
            roles: "{'reader', 'writer'}",
            child: """
                local other, job = system:setting("other"), system:setting("job 1")
                local output = {
                    read = other:get("value"), job = job:get("value"),
                    update = try(other.save, other, {value = 3}),
                    delete = try(job.delete, job),
                    create = try(function() system:setting("third"):save{value = 3} end),
                    rename = try(job.save, job, {name = "other job"}),
                    flows = try(system.flows, system),
                    tagging = try(other.add_record_metadata, other, "key", 1),
                    count = system:settings():count(),
                }
                job:save{value = 5}
                job:add_record_metadata("key", 1)
                system:setting("job 2"):save{value = 6}
                output.job = job:get("value")
                return output
                """,
            [
                "read": 2, "job": 5, "count": 2,
                "update": .string(
                    "PermissionDenied: save: there is no permission to update the setting 'other'; the execution "
                        + "has the roles 'reader', 'writer'"),
                "delete": .string(
                    "PermissionDenied: delete: there is no permission to delete the setting 'job 1'; the "
                        + "execution has the roles 'reader', 'writer'"),
                "create": .string(
                    "PermissionDenied: save: there is no permission to create the setting 'third'; the execution "
                        + "has the roles 'reader', 'writer'"),
                "rename": .string(
                    "PermissionDenied: save: there is no permission to update the setting 'other job'; the "
                        + "execution has the roles 'reader', 'writer'"),
                "flows": .string(
                    "PermissionDenied: flows: there is no permission to read any flow; the execution has the "
                        + "roles 'reader', 'writer'"),
                "tagging": .string(
                    "PermissionDenied: add_record_metadata: there is no permission to update the setting "
                        + "'other'; the execution has the roles 'reader', 'writer'"),
            ])
    }

    @Test func listingsShowWhatMayBeRead() async throws {
        try await check(
            """
            system:role("some"):save{permissions = {{record_type = "setting", actions = "*", names = "a%"}}}
            for i = 1, 60 do system:setting("b" .. i):save{value = i} end
            for i = 1, 3 do system:setting("a" .. i):save{value = i} end
            this:sleep(1)
            """,
            roles: "'some'",
            child: """
                local names = {}
                for setting in system:settings() do names[#names + 1] = setting:get("name") end
                local probed = system:settings{field = "value", op = "gt", value = 50}:count()
                return {names = names, probed = probed, executions = system:executions():count()}
                """, ["names": ["a1", "a2", "a3"], "probed": 0, "executions": 1])
    }

    @Test func childrenHaveAtMostTheRolesOfTheirParent() async throws {
        try await check(
            """
            system:role("maker"):save{permissions = {{record_type = "execution", actions = "create"},
                {record_type = "flow", actions = "run", names = "allowed"}}}
            system:role("reader"):save{permissions = {{record_type = "setting", actions = "read"}}}
            system:role("more"):save{permissions = {{record_type = "*", actions = "*"}}}
            system:setting("a"):save{value = 1}
            """,
            roles: "{'maker', 'reader', 'maker'}",
            child: """
                local function names(execution)
                    local list = {}
                    for row in execution:identity_role_list() do list[#list + 1] = row:get("role_id") end
                    return #list
                end
                local same = this:script('return {value = system:setting("a"):get("value")}')
                local less = this:script(
                    'return {found = pcall(system.settings, system)}', {roles = {"maker"}})
                local flow = this:flow("allowed")
                return {
                    own = this:get("roles"), same = same:get("output_value"), less = less:get("output_value"),
                    roles = less:get("roles"), rows = {names(this), names(same), names(less)},
                    flow = flow:get("output_value"), other = try(this.flow, this, "other"),
                    more = try(this.script, this, "", {roles = {"reader", "more"}}),
                    unknown = try(this.script, this, "", {roles = {"nobody"}}),
                    grant = try(this.add_identity_role, this, "more"),
                }
                """,
            [
                "own": ["maker", "reader"], "same": ["value": 1], "less": ["found": false], "roles": ["maker"],
                "rows": [2, 2, 1], "flow": ["ran": true],
                "other": .string(
                    "PermissionDenied: flow: there is no permission to run the flow 'other'; the execution has the "
                        + "roles 'maker', 'reader'"),
                "more": .string(
                    "PermissionDenied: script: there is no permission to give the role 'more', which it does not "
                        + "have; the execution has the roles 'maker', 'reader'"),
                "unknown": .string(
                    "PermissionDenied: script: there is no permission to give the role 'nobody', which it does "
                        + "not have; the execution has the roles 'maker', 'reader'"),
                "grant": .string(
                    "PermissionDenied: add_identity_role: there is no permission to give the role 'more', which it "
                        + "does not have; the execution has the roles 'maker', 'reader'"),
            ], flows: ["allowed": "return {ran = true}", "other": ""])
    }

    /// What an execution may do follows the rows: a role can be given, changed and taken while it runs.
    @Test func rolesAreGivenAndTakenWhileItRuns() async throws {
        let script = """
            system:setting("a"):save{value = 1}
            system:role("reader"):save{permissions = {{record_type = "setting", actions = "read"}}}
            local child = this:script([[
                local seen = {}
                for i = 1, 4 do
                    seen[i] = pcall(system.settings, system)
                    this:sleep(10)
                end
                return {seen = seen}
            ]], {roles = {}, wait = false})
            this:sleep(5)
            local row = child:add_identity_role("reader")
            this:sleep(10)
            system:role("reader"):save{permissions = {}}
            this:sleep(10)
            system:role("reader"):save{permissions = {{record_type = "*", actions = "*"}}}
            row:delete()
            child:wait()
            return child:get("output_value")
            """
        for mode in StoredRun.Mode.allCases {
            let record = try await StoredRun(script: script).outcome(mode).row.record
            #expect(record.output == ["seen": [false, true, false, false]], "\(mode): \(record.message ?? "")")
        }
    }

    @Test func messagesLocksAndConnections() async throws {
        try await check(
            """
            system:role("a"):save{permissions = {
                {record_type = "lock", actions = "update", names = "own"}, {record_type = "message", actions = "create"}}}
            local message = this:message("secret", {wait = false}):get("id")
            """,
            roles: "{'a'}",
            child: """
                local own = this:message("mine", {wait = false})
                this:lock("own")
                this:release_lock("own")
                return {
                    subject = own:get("subject"), lock = try(this.lock, this, "other"),
                    connect = try(this.connect, this, {connector_type = "REST"}),
                }
                """,
            [
                "subject": "mine",
                "lock": .string(
                    "PermissionDenied: lock: there is no permission to update the lock 'other'; the execution has "
                        + "the role 'a'"),
                "connect": .string(
                    "PermissionDenied: connect: there is no permission to run any connector; the execution "
                        + "has the role 'a'"),
            ])
    }

    /// A wrapper and what it wraps have the roles that were asked for, and lie where they were told to.
    @Test func wrappersHaveTheRolesOfWhatTheyWrap() async throws {
        try await check(
            """
            system:project("p"):save()
            system:role("a"):save{permissions = {
                {record_type = "flow", actions = "run"}, {record_type = "wrapper", actions = "run", names = "seen"}}}
            system:wrapper("seen"):save{script = [[
                local child = this:child()
                return {
                    inner = child:get("output_value"), roles = this:get("roles"), rows = this:identity_role_list():count(),
                    found = pcall(system.settings, system), place = this:get("project_id") ~= null,
                }
            ]]}
            """,
            roles: "'a'",
            child: """
                return {
                    wrapped = this:using("seen"):flow("job"):get("output_value"),
                    named = this:flow("job", {wrappers = {"seen"}}):get("output_value").rows,
                    other = try(this.flow, this, "job", {wrappers = {"seen", "other"}}),
                    using = try(function() this:using("other"):flow("job") end),
                    run = try(this.wrapper, this, "other"),
                }
                """,
            [
                "wrapped": [
                    "inner": ["roles": ["a"], "rows": 1, "found": false], "roles": ["a"], "rows": 1, "found": false,
                    "place": false,
                ], "named": 1,
                "other": .string(
                    "PermissionDenied: flow: there is no permission to run the wrapper 'other'; the execution has "
                        + "the role 'a'"),
                "using": .string(
                    "PermissionDenied: flow: there is no permission to run the wrapper 'other'; the execution has "
                        + "the role 'a'"),
                "run": .string(
                    "PermissionDenied: wrapper: there is no permission to run the wrapper 'other'; the execution has "
                        + "the role 'a'"),
            ],
            flows: [
                "job": """
                return {
                    roles = this:get("roles"), rows = this:identity_role_list():count(),
                    found = pcall(system.settings, system),
                }
                """
            ])
    }

    @Test func wrongPermissionsAreRefused() async throws {
        let script = """
            local function try(permissions)
                local role = system:role("r")
                local ok, err = pcall(role.save, role, {permissions = permissions})
                return ok and "ok" or err.type .. ": " .. err.message
            end
            return {
                type = try{{record_type = "settings", actions = "read"}},
                row = try{{record_type = "record_tag", actions = "read"}},
                action = try{{record_type = "setting", actions = {"raed"}}},
                key = try{{record_type = "setting", actions = "read", name = "a"}},
                none = try{{record_type = "setting"}},
                place = try{{record_type = "setting", actions = "read", location = "here"}},
                list = try("all"),
                empty = try({}),
            }
            """
        let record = try await StoredRun(script: script).outcome(.memory).row.record
        #expect(
            record.output == [
                "type":
                    "InvalidInputError: save: permissions[1].record_type knows no 'settings'; did you mean 'setting'?",
                "row": .string(
                    "InvalidInputError: save: permissions[1].record_type knows no 'record_tag'; it can be "
                        + Permission.typeNames.joined(separator: ", ") + ", or * for all"),
                "action": "InvalidInputError: save: permissions[1].actions knows no 'raed'; did you mean 'read'?",
                "key": "InvalidInputError: save: permissions[1] has no 'name'; did you mean 'names'?",
                "none":
                    "MissingInputError: save: permissions[1].actions is missing; expected a text or a list of texts",
                "place":
                    "InvalidInputError: save: permissions[1].location is the text \"here\"; it can be 'own' or 'any'",
                "list": .string(
                    "InvalidInputError: save: permissions expects a list such as "
                        + "{{record_type = \"setting\", actions = {\"read\"}}}, but got the text \"all\""),
                "empty": "ok",
            ], "\(JSONWriter.prettyText(record.output)) \(record.message ?? "")")
    }
}
