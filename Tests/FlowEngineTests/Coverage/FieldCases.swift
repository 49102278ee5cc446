/// One script for each parameter of `flow_api.Execution`: it gives the parameter, and returns whether it meant what the
/// reference says.
enum FieldCases {
    /// Scripts by the names of the parameters.
    static let parameters: [String: String] = control.merging(own) { first, _ in first }
        .merging(targets) { first, _ in first }.merging(places) { first, _ in first }

    /// Parameters that are not there yet: `CoverageTests` fails when one of them is.
    static let owed: Set<String> = []

    private static let control = [
        "select": """
        local child = this:script("return {}", {name = "child"})
        return flow_api.Execution{select = child:get("id")} == child and flow_api.Execution.RESOURCE == "execution"
        """,
        "cls": """
        return flow_api.Execution{select = this:get("id"), cls = "Execution"}:exists()
        """,
        "init": """
        local made = flow_api.Execution{init = {script = "return {}", name = "a", priority = 3}, name = "b"}:save()
        local name, priority = made:get("name", "priority")
        return name == "b" and priority == 3
        """,
        "by": """
        local child = this:script("return {}", {name = "child"})
        local ok, err = pcall(flow_api.Execution, {select = "nobody", by = "name"})
        return flow_api.Execution{select = "child", by = "name"} == child and err.type == "ResourceNotFoundError"
        """,
        "allow_normal": """
        local id = this:script("return {}"):get("id")
        local trashed = flow_api.Execution{select = id, allow_normal = false, allow_deleted = true}
        local before = trashed:exists()
        system:execution(id):delete()
        return not before and trashed:exists()
        """,
        "allow_deleted": """
        local id = this:script("return {}"):get("id")
        system:execution(id):delete()
        return not flow_api.Execution{select = id}:exists()
            and flow_api.Execution{select = id, allow_deleted = true}:exists()
        """,
        "commit": """
        local now = flow_api.Execution{script = "return {}", commit = true}
        local later = flow_api.Execution{script = "return {n = 1}", commit = false}
        local before = later:exists()
        later:save():save{name = "later"}
        return now:exists() and not before and later:get("name") == "later"
            and later:run():get("output_value").n == 1
        """,
        "debug": """
        flow_api.Execution{script = "return {}", name = "a", debug = true}
        local entry = this:record_log_list()[1]
        return entry.subject == "debug" and entry.data.name == "a"
        """,
        "commit_message": """
        return flow_api.Execution{script = "return {}", commit_message = "why"}:save():exists()
        """,
    ]

    private static func held(_ field: String, _ value: String, _ more: String = "") -> String {
        """
        local made = flow_api.Execution{script = "return {}", \(field) = \(value)\(more)}
        local before = made:exists()
        local changed = flow_api.Execution{select = made:save():get("id"), name = "changed"}:save()
        return not before and json.encode(made:get("\(field)")) == json.encode(\(value)) and changed:get("name") == "changed"
        """
    }

    private static let own = [
        "breakpoints": held("breakpoints", "json.array{1, 3}"),
        "description": held("description", "\"what it is\""),
        "input_schema": held("input_schema", "{type = \"object\"}"),
        "input_value": """
        local made = flow_api.Execution{script = "return {n = inputs.n}", input_value = {n = 4}}:save()
        return made:get("input_value").n == 4 and made:run():get("output_value").n == 4
        """,
        "is_paused": """
        local child = this:script("return {}", {is_paused = true, wait = false})
        local before = child:get("is_paused")
        child:run()
        return before == true and child:get("is_paused") == false
        """,
        "is_productive": """
        local dev = this:script([[
            return {own = this:get("is_productive"), child = this:script("return {}"):get("is_productive")}
        ]], {is_productive = false}):get("output_value")
        return this:get("is_productive") == true and dev.own == false and dev.child == false
        """,
        "is_readonly": """
        local ok, err = pcall(this.script, this, "return {}", {is_readonly = true})
        local fine, why = pcall(flow_api.Execution, {script = "return {}", is_readonly = true})
        local saved, reason = pcall(this.save, this, {is_readonly = true})
        return not ok and not fine and not saved and err.type == "InvalidInputError"
            and why.message:find("executions are never read-only", 1, true) ~= nil
            and reason.message:find("executions are never read-only", 1, true) ~= nil
        """,
        "max_runtime_minutes": """
        local child = this:script("this:sleep(1000)", {max_runtime_minutes = 1, wait = "ALL_ENDED"})
        local status, message = child:get("status", "message")
        return status == "ENDED_ERROR" and message == "maximum runtime exceeded"
        """,
        "message": held("message", "\"half way\""),
        "name": held("name", "\"changed\""),
        "orphan": """
        local child = this:script("return {}", {orphan = true})
        return child:get("orphan") and child:parent() == null and child:top() == child and #this:children() == 0
        """,
        "output_schema": """
        local child = this:script("return {n = 'x'}", {
            output_schema = {properties = {n = {type = "integer"}}}, wait = "ALL_ENDED"})
        return child:get("status") == "ENDED_ERROR" and child:get("output_schema").properties.n.type == "integer"
        """,
        "output_value": held("output_value", "{n = 1}"),
        "priority": held("priority", "20"),
        "savepoint_retention": held("savepoint_retention", "\"ALL\""),
        "scheduled_for": """
        local sleeper = this:script("this:sleep(60)", {wait = false})
        sleeper:wait_status("WAITING_SCHEDULED")
        local moment = sleeper:get("scheduled_for")
        local ok, err = pcall(sleeper.save, sleeper, {scheduled_for = moment})
        sleeper:wait()
        return moment > sleeper:get("created_at") and sleeper:get("scheduled_for") == null and not ok
        """,
        "track_in_git": """
        local ok, err = pcall(this.script, this, "return {}", {track_in_git = true})
        return not ok and not this:script("return {}", {track_in_git = false}):get("track_in_git")
        """,
        "use_breakpoints": held("use_breakpoints", "true"),
        "use_only_explicit_breakpoints": held("use_only_explicit_breakpoints", "true"),
    ]

    private static let targets = [
        "connector_id": """
        local connector = system:connector("mine"):save{connector_type = "ECHO", value = {n = 1}}
        local made = flow_api.Execution{connector_id = connector:get("id")}:save()
        return made:get("connector_id") == connector:get("id") and made:run():get("output_value").n == 1
            and this:connect{connector_type = "ECHO"}:get("connector_id") == null
        """,
        "connector_name": """
        local child = this:connect("mine", {connector_type = "ECHO"})
        return child:get("connector_name") == "mine"
        """,
        "connector_type": """
        local made = flow_api.Execution{connector_type = "ECHO", input_value = {n = 1}}:save()
        local kind, of = made:get("type", "connector_type")
        return kind == "CONNECTION" and of == "ECHO" and made:run():get("output_value").n == 1
        """,
        "flow_id": """
        local flow = system:flow("double"):save{script = "return {n = inputs.n * 2}"}
        local made = flow_api.Execution{flow_id = flow:get("id"), input_value = {n = 2}}:save()
        return made:get("flow_id") == flow:get("id") and made:run():get("output_value").n == 4
            and this:flow("square", {n = 2}):get("flow_id") == null
        """,
        "flow_name": """
        local made = flow_api.Execution{flow_name = "square", input_value = {n = 3}}:save()
        return made:get("flow_name") == "square" and made:run():get("output_value").square == 9
        """,
        "script": """
        return flow_api.Execution{script = "return {n = 1}"}:save():get("script") == "return {n = 1}"
        """,
        "type": """
        local made = flow_api.Execution{type = "SCRIPT", script = "return {}"}:save()
        local ok, err = pcall(flow_api.Execution, {type = "TASK", script = "return {}"})
        return made:get("type") == "SCRIPT" and err.message:find("FLOW, SCRIPT, CONNECTION", 1, true) ~= nil
        """,
        "schedule_id": given("schedule"),
        "schedule_name": named("schedule"),
        "wrapper_id": given("wrapper"),
        "wrapper_name": named("wrapper"),
        "webhook_id": given("webhook"),
        "plugin_action_id": given("plugin_action"),
        "wrappers": """
        local child = this:script("return {n = 1}", {wrappers = {{wrapper_name = "retry", params = {max_tries = 2}}}})
        return child:get("output_value").n == 1
            and flow_api.Execution{script = "return {}", wrappers = {"retry"}}:save():exists()
        """,
        "unwrapped": """
        system:wrapper("quiet"):save{script = "return {wrapped = true}"}
        system:flow("double"):save{script = "return {n = 2}", wrappers = {"quiet"}}
        return this:flow("double"):get("output_value").wrapped == true
            and this:flow("double", {unwrapped = true}):get("output_value").n == 2
        """,
    ]

    private static func given(_ type: String) -> String {
        """
        local record = system:\(type)("one"):save()
        local made = flow_api.Execution{script = "return {}", \(type)_id = record}:save()
        local ok, err = pcall(flow_api.Execution, {script = "return {}", \(type)_id = this:get("id")})
        return made:get("\(type)_id") == record:get("id") and err.type == "ResourceNotFoundError"
        """
    }

    private static func named(_ type: String) -> String {
        """
        local record = system:\(type)("one"):save()
        local made = flow_api.Execution{script = "return {}", \(type)_name = "one"}:save()
        return made:get("\(type)_id") == record:get("id")
        """
    }

    private static func placed(_ type: String, _ value: String) -> String {
        """
        local place = system:\(type)("ours"):save()
        local made = flow_api.Execution{script = "return {}", \(value)}:save()
        return made:get("\(type)_id") == place:get("id") and this:script("return {}"):get("\(type)_id") == null
        """
    }

    private static let places = [
        "project_id": placed("project", "project_id = place"),
        "project_name": placed("project", "project_name = \"ours\""),
        "bundle_id": placed("bundle", "bundle_id = place:get(\"id\")"),
        "bundle_name": """
        system:project("p"):save()
        system:bundle("b"):save()
        local child = this:script("return {}", {bundle_name = "b"})
        local ok, err = pcall(this.script, this, "return {}", {bundle_name = "b", project_name = "p"})
        return child:bundle():get("name") == "b"
            and err.message == "script: a record lies in a project or in a bundle, not in both"
        """,
        "roles": """
        system:role("reader"):save{permissions = {{record_type = "setting", actions = "read"}}}
        system:setting("a"):save{value = 1}
        local child = this:script([[
            local ok, err = pcall(function() system:setting("a"):save{value = 2} end)
            return {read = system:setting("a"):get("value"), denied = err.type}
        ]], {roles = {"reader"}})
        local read, denied = child:get("output_value").read, child:get("output_value").denied
        return read == 1 and denied == "PermissionDenied" and child:get("roles")[1] == "reader"
            and this:get("roles") == null
        """,
        "location_inheritance": """
        local ours, default = system:project("ours"):save(), system:project("Default project"):save()
        local flow = system:flow("double"):save{project_name = "ours", script = "return {}"}
        local function place(word)
            return this:flow("double", {n = 1, location_inheritance = word}):get("project_id")
        end
        return place("resource") == ours:get("id") and place("wrapped_resource") == ours:get("id")
            and place("default") == default:get("id") and place("created_by") == null
            and this:script("return {}", {location_inheritance = "resource"}):get("project_id") == default:get("id")
        """,
        "parent_execution_id": """
        local child = this:script("return {}")
        local made = flow_api.Execution{script = "return {}", parent_execution_id = child}:save()
        local alone = flow_api.Execution{script = "return {}", parent_execution_id = null}:save()
        return made:parent() == child and made:top() == this and alone:parent() == null
            and alone:top():get("id") == alone:get("id")
        """,
        "remote_workspace_name": """
        local made = flow_api.Execution{script = "return {}", remote_workspace_name = "far"}:save()
        local ok, err = pcall(made.run, made)
        local started, why = pcall(this.script, this, "return {}", {remote_workspace_name = "far"})
        return made:get("remote_workspace_name") == "far" and not ok and not started
            and err.message:find("there is no link to another workspace", 1, true) ~= nil
            and why.message:find("there is no link to another workspace", 1, true) ~= nil
        """,
    ]
}
