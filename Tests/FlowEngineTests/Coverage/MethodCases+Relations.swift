extension MethodCases {
    /// A child whose field points to a record that has just been made, and a method that gives that record back.
    private static func fixed(_ type: String, _ method: String? = nil) -> String {
        """
        local record = system:\(type)("one"):save()
        local child = this:script("return {}", {init = {\(type)_id = record:get("id")}})
        return child:\(method ?? type)():get("id") == record:get("id") and this:\(method ?? type)() == null
        """
    }

    private static func nothing(_ method: String) -> String {
        """
        local child = this:script("return {}")
        return this:\(method)() == null and child:\(method)() == null
        """
    }

    private static func emptyList(_ method: String) -> String {
        """
        system:setting("a"):save{value = 1}
        return this:\(method)():count() == 0
        """
    }

    private static func sole(_ type: String) -> String {
        """
        local before = this:\(type)()
        system:\(type)("ours"):save()
        return before == null and this:\(type)():get("name") == "ours"
        """
    }

    static let relations = [
        "project": """
            system:project("p"):save()
            local child = this:script("return {}", {project_name = "p"})
            local grandchild = this:script([[
                return {project = this:script("return {}"):project():get("name")}
            ]], {project_id = system:project("p")})
            return child:project():get("name") == "p" and this:project() == null
                and grandchild:get("output_value").project == "p"
            """,
        "bundle": """
            system:bundle("b"):save()
            local child = this:script("return {}", {bundle_name = "b"})
            return child:bundle():get("name") == "b" and this:bundle() == null
            """,
        "webhook": fixed("webhook"),
        "plugin_action": """
            local action = system:plugin_action("one"):save()
            local child = this:script("return {}", {plugin_action_id = action})
            return child:plugin_action():get("id") == action:get("id") and this:plugin_action() == null
            """,
        "schedule": fixed("schedule"),
        "wrapper": """
            local wrapper = system:wrapper("quiet"):save{script = "return {n = inputs.n}"}
            local child = this:wrapper("quiet", {n = 1})
            return child:get("type") == "WRAPPER" and child:wrapper():get("id") == wrapper:get("id")
                and this:wrapper() == null
            """,
        "custom_object": """
            local object = system:custom_object("one"):save()
            local child = this:script("return {}", {init = {custom_object_id = object:get("id")}})
            return child:custom_object():get("id") == object:get("id") and this:custom_object() == null
            """,
        "chat": fixed("chat"),
        "connector": """
            local connector = system:connector("mine"):save{connector_type = "ECHO", value = {n = 1}}
            local child = this:connect("mine")
            return child:connector():get("id") == connector:get("id") and this:connector() == null
                and this:connect{connector_type = "ECHO"}:connector() == null
            """,
        "process": nothing("process"),
        "organization": sole("organization"),
        "workspace": sole("workspace"),
        "created_by_identity": """
            local child = this:script("return {}")
            return child:created_by_identity() == this and this:created_by_identity() == null
            """,
        "modified_by_identity": """
            local other = this:script("this:sleep(100)", {wait = false})
            this:script([[system:execution(inputs.id):save{name = "changed"}]], {id = other:get("id"), name = "changer"})
            local found = other:modified_by_identity()
            other:cancel()
            return found == this:child("changer")
            """,
        "deleted_by_identity": """
            local child = this:script("return {}")
            local id = child:get("id")
            child:delete()
            return flow_api.Execution{select = id, allow_deleted = true}:deleted_by_identity() == this
            """,
        "pending_trash_identity_id_identity": nothing("pending_trash_identity_id_identity"),
        "pending_delete_identity_id_identity": nothing("pending_delete_identity_id_identity"),
        "pending_restore_identity_id_identity": nothing("pending_restore_identity_id_identity"),
        "sync_config_id_identity": nothing("sync_config_id_identity"),
        "record_list_created_by": """
            local setting = system:setting("a"):save{value = 1}
            local child, orphan = this:script("return {}"), this:script("return {}", {orphan = true})
            local found = {}
            for record in this:record_list_created_by() do found[#found + 1] = record:get("id") end
            return #found == 3 and found[1] == setting:get("id") and found[2] == child:get("id")
                and found[3] == orphan:get("id")
            """,
        "record_list_modified_by": """
            system:setting("a"):save{value = 1}
            system:setting("b"):save{value = 1}
            this:script([[system:setting("a"):save{value = 2}]], {name = "changer"})
            local list = this:child("changer"):record_list_modified_by()
            return list:count() == 1 and list:all()[1]:get("name") == "a"
            """,
        "record_list_deleted_by": """
            system:setting("a"):save{value = 1}:delete()
            this:script("return {}"):delete()
            return this:record_list_deleted_by():count() == 2
            """,
        "record_list_pending_trash_identity_id": emptyList("record_list_pending_trash_identity_id"),
        "record_list_pending_delete_identity_id": emptyList("record_list_pending_delete_identity_id"),
        "record_list_pending_restore_identity_id": emptyList("record_list_pending_restore_identity_id"),
    ]
}
