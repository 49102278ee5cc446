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
                """,
            Self.denied(
                "script script_later script_init flow flow_later connection below flow_below"
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
                more more_made more_now more_below more_copied elsewhere elsewhere_now same below alone orphan
                """), after: "#other:children() == 0")
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
