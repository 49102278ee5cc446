extension MethodCases {
    static let output = [
        "set_output": """
            local child = this:script([[this:set_output("a", 1) this:set_output{b = 2}]])
            local output = child:get("output_value")
            return output.a == 1 and output.b == 2
            """,
        "log": """
            local child = this:script([[this:log("hello", {n = 1})]])
            local entry = child:record_log_list()[1]
            return entry.level == "INFO" and entry.subject == "user log"
            """,
        "log_data": """
            local child = this:script([[this:log_data({n = 1}, "data", "WARNING")]])
            local entry = child:record_log_list()[1]
            return entry.level == "WARNING" and entry.subject == "data" and entry.data.n == 1
            """,
        "log_markdown": """
            local child = this:script([[this:log_markdown("**x**")]])
            return child:record_log_list()[1].data == "**x**"
            """,
        "record_log_list": """
            this:log("one")
            this:log("two")
            return #this:record_log_list() == 2
            """,
        "create_savepoint": """
            local savepoint = this:create_savepoint("here")
            return savepoint.name == "here" and savepoint.loaded == 0 and savepoint.id ~= nil
            """,
        "load_savepoint": """
            local before = 1
            local savepoint = this:create_savepoint("here")
            if savepoint.loaded == 0 then
                before = 2
                this:load_savepoint("here", {by = "name"})
            end
            local ok, err = pcall(this.load_savepoint, this, "nowhere")
            return savepoint.loaded == 1 and before == 1 and err.type == "ResourceNotFoundError"
            """,
        "remove_savepoints": """
            this:create_savepoint("here")
            this:remove_savepoints("here")
            local ok, err = pcall(this.load_savepoint, this, "here")
            return not ok and flow_api.is(err, "ResourceNotFoundError")
            """,
        "execution_dump_list": """
            this:create_savepoint("here")
            local list = this:execution_dump_list()
            return #list == 1 and list[1].name == "here" and list[1].line == 1
            """,
        "get": """
            local name, kind = this:get("name", "type")
            local ok, err = pcall(this.get, this, "nmae")
            return name == "flow" and kind == "FLOW" and err.message:find("did you mean 'name'", 1, true) ~= nil
            """,
        "get_dict": """
            local some, all = this:get_dict("name", "type"), this:get_dict()
            return some.name == "flow" and some.status == nil and all.status == "RUNNING"
            """,
        "save": """
            local child = this:script("this:sleep(10)", {wait = false})
            child:save{name = "  renamed ", description = "what it is"}
            local name, description = child:get("name", "description")
            child:wait()
            return name == "renamed" and description == "what it is"
            """,
        "exists": """
            local child = this:script("return {}")
            local nowhere = system:execution("01234567-89ab-7cde-8f01-23456789abcd")
            return this:exists() and child:exists() and not nowhere:exists()
            """,
        "delete": """
            local child = this:script("return {}")
            local id = child:get("id")
            child:delete()
            local ok, err = pcall(child.get, child, "name")
            local trashed = flow_api.Execution{select = id, allow_deleted = true}
            local isDeleted = trashed:get("is_deleted")
            trashed:delete(true)
            return not ok and err.type == "ResourceNotFoundError" and isDeleted and not trashed:exists()
                and #this:children() == 0
            """,
        "restore": """
            local child = this:script("return {}")
            local id = child:get("id")
            child:delete()
            local gone = not child:exists()
            flow_api.Execution{select = id, allow_deleted = true}:restore()
            return gone and child:exists() and child:get("deleted_at") == null
            """,
        "export": """
            local child = this:script("return {}", {name = "small", n = 1})
            local export = child:export()
            return export.record_type == "execution" and export.script == "return {}" and export.name == "small"
                and export.input_value.n == 1 and export.status == nil
            """,
    ]

    static let subrecords = [
        "metadata": """
            this:add_record_metadata("key", {n = 1})
            this:metadata("key"):save{data = {n = 2}}
            return this:metadata("key"):get("data").n == 2
            """,
        "metadata_exists": """
            local before = this:metadata_exists("key")
            this:add_record_metadata("key", 1)
            return not before and this:metadata_exists("key")
            """,
        "add_record_metadata": """
            local row = this:add_record_metadata("key", {n = 1})
            local ok, err = pcall(this.add_record_metadata, this, "key", 2)
            return row:get("record_id") == this:get("id") and err.type == "InvalidInputError"
            """,
        "record_metadata_list": """
            this:add_record_metadata("a", 1)
            this:add_record_metadata("b", 2)
            local sum = 0
            for row in this:record_metadata_list() do sum = sum + row:get("data") end
            return sum == 3
            """,
        "add_record_tag": """
            local tag = system:tag("urgent"):save()
            return this:add_record_tag("urgent"):get("tag_id") == tag:get("id")
            """,
        "record_tag_list": """
            system:tag("urgent"):save()
            this:add_record_tag("urgent")
            return this:record_tag_list():all()[1]:tag():get("name") == "urgent"
            """,
        "add_record_user": """
            local user = system:user("ada"):save()
            return this:add_record_user("ada", {is_favourite = true}):get("user_id") == user:get("id")
            """,
        "record_user_list": """
            system:user("ada"):save()
            this:add_record_user("ada", {is_favourite = true})
            return this:record_user_list():all()[1]:get("value").is_favourite
            """,
        "add_identity_role": """
            local role = system:role("operator"):save()
            return this:add_identity_role("operator"):get("role_id") == role:get("id")
            """,
        "identity_role_list": """
            system:role("operator"):save()
            this:add_identity_role("operator")
            return this:identity_role_list():all()[1]:role():get("name") == "operator"
            """,
        "add_operation": """
            return this:add_operation{operation = "export"}:get("status") == "PENDING"
            """,
        "operation_list": """
            this:add_operation{operation = "export"}
            return this:operation_list():all()[1]:get("operation") == "export"
            """,
        "setting": """
            this:setting("colour"):save{value = "red"}
            return system:setting("colour"):get("value") == "red"
            """,
        "add_setting": """
            local setting = this:add_setting{name = "own", value = 1}
            return setting:execution():get("id") == this:get("id")
            """,
        "setting_list": """
            this:add_setting{name = "own", value = 1}
            system:setting("other"):save{value = 2}
            local list = this:setting_list()
            return list:count() == 1 and list:all()[1]:get("name") == "own"
            """,
        "git_log_list": """
            return this:git_log_list():count() == 0
            """,
    ]

    static let webhooks = [
        "webhook_response": """
            local child = this:script([[this:webhook_response("hello", 201, {headers = {["X-A"] = "b"}}) this:log("never")]])
            local answer, status = child:get("webhook_response", "status")
            return status == "ENDED_SUCCESS" and answer.status_code == 201 and answer.body == "hello"
                and answer.headers["X-A"] == "b"
                and #child:record_log_list() == 0
            """,
        "webhook_html_response": """
            local child = this:script([[this:webhook_html_response("<p>hello</p>")]])
            local answer = child:get("webhook_response")
            return answer.status_code == 200 and answer.body == "<p>hello</p>"
                and answer.content_type:find("text/html", 1, true) == 1
            """,
        "webhook_json_response": """
            local child = this:script([[this:webhook_json_response({n = 1}, 202)]])
            local answer = child:get("webhook_response")
            return answer.status_code == 202 and answer.body == '{"n":1}'
                and answer.content_type:find("application/json", 1, true) == 1
            """,
        "webhook_bytes_response": """
            local child = this:script([[this:webhook_bytes_response("ab")]])
            local answer = child:get("webhook_response")
            return answer.base64 == "YWI=" and answer.content_type == "application/octet-stream"
            """,
        "webhook_base64_response": """
            local child = this:script([[this:webhook_base64_response("YWI=", "image/png")]])
            local answer = child:get("webhook_response")
            return answer.base64 == "YWI=" and answer.content_type == "image/png"
            """,
    ]

    static let trees = [
        "cancel_process": """
            local root = this:script([[
                local child = this:script("this:sleep(1000)", {wait = false})
                child:cancel_process()
            ]], {orphan = true, wait = "ALL_ENDED"})
            return root:get("status") == "ENDED_CANCELLED" and root:children()[1]:get("status") == "ENDED_CANCELLED"
            """,
        "pause_process": """
            local root = this:script([[
                this:script("this:sleep(1000)", {wait = false})
                this:sleep(1000)
            ]], {orphan = true, wait = false})
            this:sleep(1)
            root:children()[1]:pause_process()
            local first, second = root:get("status"), root:children()[1]:get("status")
            root:cancel_process()
            return first == "PAUSED" and second == "PAUSED" and this:get("status") == "RUNNING"
            """,
        "run_process": """
            local root = this:script([[
                this:script("this:sleep(1000)", {wait = false})
                this:sleep(1000)
            ]], {orphan = true, wait = false})
            this:sleep(1)
            root:pause_process()
            root:run_process()
            local child = root:children()[1]
            this:wait_for(root, child)
            return root:get("status") == "ENDED_SUCCESS" and child:get("status") == "ENDED_SUCCESS"
            """,
        "delete_process": """
            local root = this:script([[this:script("return {}")]], {orphan = true})
            local child = root:children()[1]
            root:delete_process()
            return not root:exists() and not child:exists() and this:exists()
            """,
    ]
}
