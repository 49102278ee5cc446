/// The names of the execution API: what there has to be.
enum Reference {
    /// The methods of executions.
    static let methods = [
        "add_child", "add_execution_parent_execution_id", "add_identity_role", "add_operation",
        "add_record_metadata", "add_record_tag", "add_record_user", "add_setting", "breakpoint", "bundle", "cancel",
        "cancel_process", "chat", "child", "child_list", "children", "clone", "connect", "connector",
        "create_savepoint", "created_by_identity", "custom_object", "delete", "delete_process",
        "deleted_by_identity", "dependency", "dependency_execution_list", "dependency_list", "duplicate", "end",
        "error", "execution_dump_list", "execution_list_parent_execution_id", "execution_list_sync_config_id",
        "execution_list_top_execution_id", "exists", "export", "flow", "get", "get_dict", "git_log_list",
        "identity_role_list", "ignore", "ignore_dependency", "ignore_lock", "ignore_response", "ignore_scheduled",
        "load_savepoint", "lock", "log", "log_data", "log_markdown", "message", "metadata", "metadata_exists",
        "modified_by_identity", "operation_list", "organization", "parent", "parent_execution_id_execution", "pause",
        "pause_process", "pending_delete_identity_id_identity", "pending_restore_identity_id_identity",
        "pending_trash_identity_id_identity", "plugin_action", "process", "project", "record_list_created_by",
        "record_list_deleted_by", "record_list_modified_by", "record_list_pending_delete_identity_id",
        "record_list_pending_restore_identity_id", "record_list_pending_trash_identity_id", "record_log_list",
        "record_metadata_list", "record_tag_list", "record_user_list", "release_lock", "remove_savepoints",
        "restore", "run", "run_async", "run_process", "save", "schedule", "script", "set_output", "setting",
        "setting_list", "sleep", "sleep_until", "success", "sync_config_id_identity", "top",
        "top_execution_id_execution", "using", "wait", "wait_for", "wait_lock", "wait_status", "webhook",
        "webhook_base64_response", "webhook_bytes_response", "webhook_html_response", "webhook_json_response",
        "webhook_response", "workspace", "wrapper",
    ]

    /// The parameters of `flow_api.Execution`.
    static let parameters = [
        "select", "cls", "init", "by", "allow_normal", "allow_deleted", "commit", "debug", "breakpoints",
        "bundle_id", "bundle_name", "commit_message", "connector_id", "connector_name", "connector_type",
        "description", "flow_id", "flow_name", "input_schema", "input_value", "is_paused", "is_productive",
        "is_readonly", "location_inheritance", "max_runtime_minutes", "message", "name", "orphan", "output_schema",
        "output_value", "parent_execution_id", "plugin_action_id", "priority", "project_id", "project_name",
        "remote_workspace_name", "roles", "savepoint_retention", "schedule_id", "schedule_name", "scheduled_for",
        "script", "track_in_git", "type", "unwrapped", "use_breakpoints", "use_only_explicit_breakpoints",
        "webhook_id", "wrapper_id", "wrapper_name", "wrappers",
    ]

    /// The fields of executions that are no parameters.
    static let readableFields = [
        "id", "status", "activity_type", "identity_type", "break", "custom_object_id", "created_at", "created_by",
        "modified_at", "modified_by", "deleted_at", "deleted_by", "is_deleted", "pending_trash_identity_id",
        "pending_delete_identity_id", "pending_restore_identity_id", "top_execution_id", "process_id",
        "sync_config_id", "chat_id", "started_at", "ended_at",
    ]
}
