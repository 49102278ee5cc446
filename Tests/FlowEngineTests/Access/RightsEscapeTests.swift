import FlowModel
import Testing

@testable import FlowEngine

/// Scripts that try to do more than their roles allow, by every way that leads to an execution or to a record.
@Suite(.timeLimit(.minutes(10))) struct RightsEscapeTests {
    /// Runs `attempts`, a table of functions, in a child with these roles, and compares how each came out.
    private func check(
        _ setup: String, roles: String, attempts: String, _ expected: [String: String], after: String = "true"
    ) async throws {
        let script = """
            \(setup)
            local other = this:script("return {}", {name = "other", orphan = true, inputs = {a = 1}})
            local held = this:script("return {}", {name = "held", orphan = true, run = false})
            system:setting("secret"):save{value = 1}
            local child = this:script([==[
                local other, held = inputs.other, inputs.held
                local found = {}
                for name, attempt in pairs({
                    \(attempts)
                }) do
                    local ok, err = pcall(attempt)
                    found[name] = ok and "ok" or flow_api.is(err, "PermissionDenied") and "denied"
                        or (err.type and err.type .. ": " .. err.message or tostring(err))
                end
                return found
            ]==], {
                name = "child", roles = \(roles), wait = "ALL_ENDED",
                inputs = {other = other:get("id"), held = held:get("id")}})
            local message, output = child:get("message", "output_value")
            return {message = message, output = output, after = \(after)}
            """
        for mode in StoredRun.Mode.allCases {
            let row = try await StoredRun(script: script, flows: FlowTable(["job": "return {}"])).outcome(mode).row
            #expect(row.record.message == nil && row.divergence == nil, "\(mode): \(row.record.message ?? "")")
            let found = row.record.output.object ?? [:]
            #expect(found["message"] == .null, "\(mode): \(found["message"] ?? .null)")
            let outcomes = found["output"]?.object ?? [:]
            for (name, outcome) in expected {
                #expect(outcomes[name]?.text == outcome, "\(mode): \(name)")
            }
            #expect(outcomes.count == expected.count, "\(mode): \(outcomes.keys)")
            #expect(found["after"] == true, "\(mode): \(JSONWriter.prettyText(row.record.output))")
        }
    }

    private static func denied(_ names: String) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.split { " \n".contains($0) }.map { (String($0), "denied") })
    }

    /// An object that may be in the trash, and one that holds fields, are still somebody else's execution.
    @Test func objectsOfOtherExecutionsAreNotItsOwn() async throws {
        try await check(
            "", roles: "{}",
            attempts: """
                read = function() return flow_api.Execution{select = other, allow_deleted = true}:get("input_value") end,
                table = function() return flow_api.Execution{select = other, allow_deleted = true}:get_dict() end,
                exists = function() return flow_api.Execution{select = other, allow_deleted = true}:exists() end,
                export = function() return flow_api.Execution{select = other, allow_deleted = true}:export() end,
                log = function() return flow_api.Execution{select = other, allow_deleted = true}:record_log_list() end,
                tags = function() return flow_api.Execution{select = other, allow_deleted = true}:record_tag_list() end,
                note = function() return flow_api.Execution{select = other, allow_deleted = true}
                    :add_record_metadata("key", 1) end,
                clone = function() return flow_api.Execution{select = other, allow_deleted = true}:clone() end,
                duplicate = function() return flow_api.Execution{select = other, allow_deleted = true}:duplicate() end,
                delete = function() return flow_api.Execution{select = other, allow_deleted = true}:delete() end,
                restore = function() return flow_api.Execution{select = other, allow_deleted = true}:restore() end,
                commit = function() return flow_api.Execution{select = other, name = "mine", commit = true} end,
                save = function() return flow_api.Execution{select = other, name = "mine"}:save() end,
                kept = function() return flow_api.Execution{select = other, name = "mine"}:get("name") end,
                role = function() return flow_api.Execution{select = other, name = "m"}:add_identity_role("a") end,
                run = function() return flow_api.Execution{select = held, name = "mine"}:run() end,
                later = function() return flow_api.Execution{select = held, allow_deleted = true}:run_async() end,
                cancel = function() return flow_api.Execution{select = other, name = "m"}:cancel_process() end,
                child = function() return flow_api.Execution{select = other, name = "m"}:child("x") end,
                add = function() return flow_api.Execution{select = other, name = "m"}:add_child{script = ""} end,
                find = function() return flow_api.Execution{select = "other", by = "NAME", name = "m"}:save() end,
                """,
            Self.denied(
                """
                read table exists export log tags note clone duplicate delete restore commit save kept role run later
                cancel child add
                """
            ).merging(["find": "ResourceNotFoundError: execution: there is no execution 'other'"]) { first, _ in first
            },
            after: "other:get('name') == 'other' and held:get('status') == 'PENDING'")
    }

    /// To make an execution by its fields takes what it takes to run it.
    @Test func executionsThatAreMadeByTheirFields() async throws {
        try await check(
            "", roles: "{}",
            attempts: """
                script = function() return flow_api.Execution{script = "return 1", commit = true} end,
                script_later = function() return flow_api.Execution{script = "return 1"}:save() end,
                script_init = function() return flow_api.Execution{init = {script = "return 1"}}:save() end,
                flow = function() return flow_api.Execution{flow_name = "job", commit = true} end,
                flow_later = function() return flow_api.Execution{flow_name = "job"}:save() end,
                given_late = function() return flow_api.Execution{name = "a"}:save{flow_name = "job"} end,
                connection = function() return flow_api.Execution{connector_type = "REST", commit = true} end,
                below = function() return this:add_child{script = "return 1"} end,
                flow_below = function() return this:add_child{flow_name = "job"} end,
                typed = function() return flow_api.Execution{type = "script", commit = true} end,
                in_init = function()
                    return flow_api.Execution{init = {select = this:get("id"), flow_name = "job"}, commit = true} end,
                """,
            Self.denied(
                "script script_later script_init flow flow_later connection below flow_below typed in_init"
            ).merging([
                "given_late":
                    "InvalidInputError: execution: it is not said what the execution runs: give flow_name, script, or connector_type"
            ]) { first, _ in first }, after: "#child:children() == 0")
    }

    /// What it makes has no more roles than itself, whatever it is put below; and it is put below nobody else.
    @Test func whatIsMadeHasNoMoreRoles() async throws {
        try await check(
            """
            system:role("maker"):save{permissions = {{record_type = "execution", actions = {"create"}}}}
            system:role("owner"):save{permissions = {{record_type = "*", actions = "*"}}}
            """,
            roles: "{'maker'}",
            attempts: """
                more = function() return this:script("", {roles = {"maker", "owner"}}) end,
                more_made = function() return flow_api.Execution{script = "", roles = {"owner"}}:save() end,
                more_now = function() return flow_api.Execution{script = "", roles = {"owner"}, commit = true} end,
                more_below = function() return this:add_child{script = "", roles = {"owner"}} end,
                more_copied = function() return this:clone{inputs = {}, roles = {"owner"}, run = false} end,
                elsewhere = function() return flow_api.Execution{script = "", parent_execution_id = other}:save() end,
                elsewhere_now = function()
                    return flow_api.Execution{script = "", parent_execution_id = other, commit = true} end,
                elsewhere_orphan = function()
                    return flow_api.Execution{
                        script = "", parent_execution_id = other, orphan = true, commit = true} end,
                same = function()
                    local made = flow_api.Execution{script = "return {secret = system:setting('secret'):get('value')}"}
                    made:save():run{wait = "ALL_ENDED"}
                    assert(made:get("roles")[1] == "maker")
                    flow_api.raise(assert(made:get("message")):match("PermissionDenied"), "denied")
                end,
                below = function()
                    local made = this:add_child{script = "return {secret = system:setting('secret'):get('value')}"}
                    made:run{wait = "ALL_ENDED"}
                    flow_api.raise(assert(made:get("message")):match("PermissionDenied"), "denied")
                end,
                alone = function()
                    local made = flow_api.Execution{
                        script = "return {secret = system:setting('secret'):get('value')}", parent_execution_id = null}
                    return made:save():run{wait = "ALL_ENDED"}
                end,
                orphan = function()
                    local made = this:script(
                        "return {secret = system:setting('secret'):get('value')}", {orphan = true, wait = false})
                    return made:get("status")
                end,
                """,
            Self.denied(
                """
                more more_made more_now more_below more_copied elsewhere elsewhere_now elsewhere_orphan same below
                alone orphan
                """), after: "#other:children() == 0")
    }

    /// A held execution that is removed while it is saved once more is not made again as something else.
    @Test func whatIsSavedTwiceIsNotMadeTwice() async throws {
        try await check(
            """
            system:flow("fine"):save{script = "return {}"}
            system:role("runner"):save{permissions = {{record_type = "flow", actions = "run", names = "fine"}}}
            """,
            roles: "'runner'",
            attempts: """
                both = function()
                    local flow = require "flow"
                    local made = flow_api.Execution{flow_name = "fine"}
                    made:save():run{wait = "ALL_ENDED"}
                    local removed = flow.spawn(function() made:delete(true) end)
                    local again = flow.spawn(pcall, made.save, made, {flow_name = "job"})
                    removed:join()
                    again:join()
                    -- What is not there is not its own; what was made again would be.
                    return made:exists()
                end,
                """, Self.denied("both"))
    }

    /// A copy runs what the original has run, and so takes the right to run it; a wrapper takes over only what it may read.
    @Test func copiesAndWrappers() async throws {
        try await check(
            """
            system:wrapper("plain"):save{script = "return {}"}
            this:flow("job", {wrappers = {"plain"}})
            system:role("copier"):save{permissions = {
                {record_type = "execution", actions = {"create", "read"}, names = "plain%"},
                {record_type = "wrapper", actions = "*", names = {"mine", "plain"}}}}
            """,
            roles: "'copier'",
            attempts: """
                flow = function() return flow_api.Execution{select = "plain(job)", by = "NAME"}:clone() end,
                flow_kept = function() return flow_api.Execution{select = "plain(job)", by = "NAME"}:duplicate() end,
                output = function()
                    system:wrapper("mine"):save{script = "return system:execution(inputs.other)"}
                    local made = this:wrapper("mine", {inputs = {other = other}, wait = "ALL_ENDED"})
                    assert(made:get("output_value") == null)
                    flow_api.raise(assert(made:get("message")):match("PermissionDenied"), "denied")
                end,
                """, Self.denied("flow flow_kept output"))
    }

    /// Lists of executions show those that may be read.
    @Test func listsOfOtherExecutions() async throws {
        try await check(
            """
            this:script("this:script('', {name = 'seen a'}) this:script('', {name = 'hidden'})", {
                name = "seen", orphan = true})
            system:role("reader"):save{permissions = {
                {record_type = "execution", actions = "read", names = "seen%"}}}
            """,
            roles: "'reader'",
            attempts: """
                children = function()
                    local children = flow_api.Execution{select = "seen", by = "NAME"}:children()
                    assert(#children == 1 and children[1]:get("name") == "seen a")
                end,
                tree = function()
                    local tree = flow_api.Execution{select = "seen", by = "NAME"}:execution_list_top_execution_id()
                    assert(#tree == 2 and tree[1]:get("name") == "seen" and tree[2]:get("name") == "seen a")
                end,
                child = function()
                    local seen = flow_api.Execution{select = "seen", by = "NAME"}
                    assert(seen:child("seen a"):get("name") == "seen a")
                    return seen:child("hidden")
                end,
                own = function() assert(#this:children() == 0 and #this:execution_list_top_execution_id() > 0) end,
                """,
            ["children": "ok", "tree": "ok", "child": "ResourceNotFoundError: child: there is no child 'hidden'"]
                .merging(Self.denied("own")) { first, _ in first })
    }

    /// To run an execution does not tell how it ends.
    @Test func whatIsRunIsNotRead() async throws {
        try await check(
            """
            local failing = this:script("error('secret')", {name = "fails", orphan = true, run = false})
            system:setting("id"):save{value = failing:get("id")}
            system:role("starter"):save{permissions = {
                {record_type = "execution", actions = "run"}, {record_type = "setting", actions = "read"}}}
            """,
            roles: "'starter'",
            attempts: """
                waits = function() return system:execution(system:setting("id"):get("value")):run() end,
                starts = function() return system:execution(system:setting("id"):get("value")):run{wait = false} end,
                """, ["waits": "denied", "starts": "ok"])
    }

    /// What a record names comes with it, so who makes it name something else must be allowed that.
    @Test func recordsThatNameOthers() async throws {
        try await check(
            """
            system:wrapper("forbidden"):save{script = "return {}"}
            system:scheduler("forbidden"):save{script = "return {}"}
            system:flow("secret flow"):save{script = "return {}"}
            system:schedule("seen"):save{flow_name = "secret flow"}
            system:role("maker"):save{permissions = {
                {record_type = {"schedule", "flow", "connector"}, actions = "*", names = "mine%"},
                {record_type = "flow", actions = "run", location = "own"},
                {record_type = "schedule", actions = "read"}}}
            """,
            roles: "'maker'",
            attempts: """
                setting = function() return system:schedule("mine 1"):save{setting_name = "secret"} end,
                scheduler = function() return system:schedule("mine 2"):save{scheduler_name = "forbidden"} end,
                later = function() return system:schedule("mine 3"):save():save{setting_name = "secret"} end,
                wrapper = function() return system:flow("mine"):save{wrappers = {"forbidden"}} end,
                connector = function() return system:connector("mine"):save{wrappers = {"forbidden"}} end,
                fine = function() return system:schedule("mine 4"):save{value = 1}:save{value = 2} end,
                export = function() assert(system:schedule("seen"):export().flow_name == nil) end,
                near = function()
                    local ok, err = pcall(this.flow, this, "secret floq")
                    assert(not ok and not err.message:find("secret flow", 1, true), err.message)
                end,
                """,
            Self.denied("setting scheduler later wrapper connector").merging(
                ["fine": "ok", "export": "ok", "near": "ok"]
            ) { first, _ in first })
    }

    /// What is in the trash lies where it lay, whatever the object is that finds it there.
    @Test func whatLiesElsewhereInTheTrash() async throws {
        try await check(
            """
            system:project("p"):save()
            system:setting("gone"):save{project_name = "p"}:delete()
            system:role("cleaner"):save{permissions = {
                {record_type = "setting", actions = "*", location = "own"}, {record_type = "setting", actions = "read"}}}
            """,
            roles: "'cleaner'",
            attempts: """
                delete = function() return system:setting("gone"):delete(true) end,
                delete_id = function()
                    local id = system:setting("gone", {allow_deleted = true}):get("id")
                    return system:setting(id):delete(true)
                end,
                restore = function() return system:setting("gone"):restore() end,
                restore_id = function()
                    local id = system:setting("gone", {allow_deleted = true}):get("id")
                    return system:setting(id):restore()
                end,
                """, Self.denied("delete delete_id restore restore_id"),
            after: "system:setting('gone', {allow_deleted = true}):get('is_deleted')")
    }

    /// Rows that the engine acts on, rows of rows, and rows that hold what others may not read.
    @Test func rowsOfRecords() async throws {
        try await check(
            """
            system:project("p"):save()
            system:setting("inside"):save{value = "secret", project_name = "p"}
            system:role("tracker"):save{permissions = {{record_type = "project", actions = {"read", "update"}}}}
            """,
            roles: "'tracker'",
            attempts: """
                forged = function()
                    return this:add_operation{operation = "git_commit", data = {files = {["../x"] = "1"}}} end,
                turned = function() return this:add_operation{operation = "a"}:save{operation = "git_commit"} end,
                row = function()
                    local row = this:add_record_metadata("key", 1)
                    local ok, err = pcall(row.save, row, {record_id = row:get("id")})
                    flow_api.raise(err.type == "InvalidInputError" and "PermissionDenied" or "InternalError", "")
                end,
                tracked = function()
                    local project = system:project("p"):save{track_in_git = true}
                    this:sleep(1)
                    assert(project:operation_list():count() == 0)
                end,
                """, Self.denied("forged turned row").merging(["tracked": "ok"]) { first, _ in first },
            after: "system:project('p'):operation_list():count() == 1")
    }

    /// What is put below an execution with roles has at most those, even if the one who puts it there may do everything.
    @Test func whatIsPutBelowOneWithRolesHasNoMore() async throws {
        let script = """
            system:role("a"):save()
            system:role("b"):save()
            local limited = this:script("return {}", {roles = {"a"}})
            local below = flow_api.Execution{script = "return {}", parent_execution_id = limited}:save()
            local added = limited:add_child{script = "return {}"}
            local ok, err = pcall(limited.add_child, limited, {script = "", roles = {"b"}})
            local own = this:add_child{script = "return {}"}
            return {below = below:get("roles"), added = added:get("roles"), more = err.type, own = own:get("roles")}
            """
        for mode in StoredRun.Mode.allCases {
            let row = try await StoredRun(script: script).outcome(mode).row
            #expect(
                row.record.output == ["below": ["a"], "added": ["a"], "more": "PermissionDenied", "own": .null],
                "\(mode): \(row.record.message ?? "") \(row.record.output)")
        }
    }

    /// A schedule starts what somebody has told it to: with no more rights than that one.
    @Test func schedulesHaveTheRolesOfWhoSavedThem() async throws {
        let script = """
            system:role("planner"):save{permissions = {
                {record_type = {"flow", "schedule"}, actions = {"create", "update", "read"}}}}
            system:role("observer"):save{permissions = {{record_type = "schedule", actions = "update"}}}
            system:flow("mine"):save{script = "return {}"}
            system:schedule("mine"):save{
                is_enabled = true, flow_name = "mine", bundled_scheduler = "once",
                value = {at = "2099-01-01T00:00:00Z"}}
            this:sleep(1)
            local before = system:schedule("mine"):execution():get("roles")
            this:script([[
                system:flow("sly"):save{script = "system:setting('secret'):save{value = 1}"}
                system:schedule("sly"):save{
                    is_enabled = true, flow_name = "sly", bundled_scheduler = "once",
                    value = {at = "2099-01-01T00:00:00Z"}}
            ]], {roles = {"planner"}})
            this:script([[system:schedule("mine"):save{value = {at = "2001-01-01T00:00:00Z"}}]], {roles = {"observer"}})
            local sly = system:schedule("sly"):execution()
            local output = {
                before = before, sly = sly:get("roles"), rows = sly:identity_role_list():count(),
                mine = system:schedule("mine"):get("roles"),
                unsavable = not pcall(function() system:schedule("sly"):save{roles = null} end),
            }
            for _, name in ipairs({"mine", "sly"}) do system:schedule(name):save{is_enabled = false} end
            return output
            """
        for mode in StoredRun.Mode.allCases {
            let row = try await StoredRun(script: script).outcome(mode).row
            #expect(
                row.record.output == [
                    "before": .null, "sly": ["planner"], "rows": 1, "mine": ["observer"], "unsavable": true,
                ], "\(mode): \(row.record.message ?? "") \(row.record.output)")
        }
    }
}
