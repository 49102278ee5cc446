extension ExecutionField {
    /// Every field of an execution, by name.
    public static let all: [ExecutionField] = (savable + kept + moments + relations + origins + people + debugging)
        .sorted { $0.name < $1.name }

    private static let savable: [ExecutionField] = [
        ExecutionField("name", .text(maximumLength: 128), null: false, initial: "", "The label of the execution."),
        ExecutionField("description", .text(maximumLength: nil), "What the execution is and does."),
        ExecutionField(
            "message", .text(maximumLength: nil), "Progress while it runs; the end message or traceback afterwards."
        ),
        ExecutionField("output_value", .json, "The data that the execution returns; replaced as a whole by save."),
        ExecutionField("input_schema", .json, "The JSON Schema (draft 7) that its inputs have to fit."),
        ExecutionField(
            "output_schema", .json, "The JSON Schema (draft 7) that its output has to fit for it to end with success."),
        ExecutionField(
            "priority", .integer(-1_000_000...1_000_000), null: false, initial: 10,
            "Who goes first when several could: the higher one; equal ones in the order of their creation."
        ),
        ExecutionField(
            "max_runtime_minutes", .number, null: false, initial: 0,
            "The longest time in minutes from start to end, waits and pauses included; 0 is no limit."
        ),
        ExecutionField(
            "is_productive", .boolean, null: false, initial: true, "Productive, as opposed to development mode."
        ),
        ExecutionField(
            "savepoint_retention", .choice(["LAST", "ALL"]), null: false, initial: "LAST",
            "Which savepoints stay while the execution runs."
        ),
    ]

    private static let debugging: [ExecutionField] = [
        ExecutionField(
            "use_breakpoints", .boolean, null: false, initial: false,
            "Whether the execution stops at breakpoints; only in development mode, and inherited by children."
        ),
        ExecutionField(
            "use_only_explicit_breakpoints", .boolean, null: false, initial: false,
            "Whether only this:breakpoint() stops it: faster, because lines are not looked at; inherited by children."
        ),
        ExecutionField(
            "breakpoints", .integers(1...1_048_575), null: false, initial: [],
            "The lines of the script to stop before; those without code have no effect."
        ),
        ExecutionField(
            "break", .boolean, null: false, initial: false,
            "Whether to stop before the next line; false after that stop."
        ),
    ]

    private static let kept: [ExecutionField] = [
        ExecutionField("id", .id, null: false, by: .engine(reason: "an id never changes"), "The id of the execution."),
        ExecutionField(
            "status", .choice(ExecutionStatus.allCases.map(\.rawValue)), null: false, initial: "PENDING",
            by: .engine(reason: "end the execution with this:success, this:error or this:cancel"),
            "What the execution is doing."
        ),
        ExecutionField(
            "type", .choice(["FLOW", "SCRIPT", "CONNECTION", "SCHEDULE", "WRAPPER"]), null: false, initial: "FLOW",
            by: .engine(reason: "it is fixed when the execution is created"), "What the execution runs."
        ),
        ExecutionField(
            "input_value", .json, by: .engine(reason: "inputs are fixed when the execution is created"),
            "The data that the execution was given."
        ),
        ExecutionField(
            "script", .text(maximumLength: nil), by: .engine(reason: "a running execution keeps its own text"),
            "The text of the script."
        ),
        ExecutionField(
            "activity_type", .choice(["EXECUTION"]), null: false, initial: "EXECUTION",
            by: .engine(reason: "it is the same for every execution"), "The kind of activity."
        ),
        ExecutionField(
            "identity_type", .choice(["EXECUTION"]), null: false, initial: "EXECUTION",
            by: .engine(reason: "it is the same for every execution"), "The kind of identity."
        ),
        ExecutionField(
            "is_paused", .boolean, null: false, initial: false, by: .engine(reason: "it is set by pause and run"),
            "Whether somebody wants the execution not to be processed."
        ),
        ExecutionField(
            "is_deleted", .boolean, null: false, initial: false, by: .engine(reason: "it is set by delete and restore"),
            "Whether the record is in the trash."
        ),
        ExecutionField(
            "is_readonly", .boolean, null: false, initial: false,
            by: .engine(reason: "executions are never read-only, only what people keep can be"), "Always false."
        ),
    ]

    private static let moments: [ExecutionField] = [
        ExecutionField("created_at", .timestamp, by: clock, "When the record was made."),
        ExecutionField("modified_at", .timestamp, by: clock, "When the record was last changed."),
        ExecutionField("started_at", .timestamp, by: clock, "When the script began to run."),
        ExecutionField("ended_at", .timestamp, by: clock, "When the execution ended."),
        ExecutionField("scheduled_for", .timestamp, by: clock, "When a sleeping execution goes on."),
    ]

    private static let relations: [ExecutionField] = [
        ExecutionField("flow_name", .text(maximumLength: 128), by: origin, "The name of the flow that runs."),
        ExecutionField(
            "flow_id", .id, by: origin, to: .type("flow"), "The flow that runs; null for a flow of the folder."),
        ExecutionField(
            "connector_id", .id, by: origin, to: .type("connector"), "The connector of a connection; null ad hoc."),
        ExecutionField(
            "connector_name", .text(maximumLength: 128), by: origin, "The name of the connector of a connection."),
        ExecutionField(
            "connector_type", .text(maximumLength: 128), by: origin, "The kind of system that a connection is for."),
        ExecutionField(
            "roles", .json,
            by: .engine(reason: "roles are given when the execution is created, and later by add_identity_role"),
            "The names of the roles that it was created with; null for one that may do everything."),
        ExecutionField(
            "webhook_id", .id, by: origin, to: .type("webhook"), "The webhook whose call started it; null for none."),
        ExecutionField(
            "webhook_response", .json,
            by: .engine(reason: "end the execution with this:webhook_json_response or one of its like"),
            "What the caller of its webhook gets: `{status_code, headers, content_type, body or base64}`."),
        ExecutionField("schedule_id", .id, by: origin, to: .type("schedule"), "The schedule that it belongs to."),
        ExecutionField("schedule_name", .text(maximumLength: 128), by: origin, "The name of the schedule."),
        ExecutionField("wrapper_id", .id, by: origin, to: .type("wrapper"), "The wrapper that runs."),
        ExecutionField("wrapper_name", .text(maximumLength: 128), by: origin, "The name of the wrapper that runs."),
        ExecutionField(
            "wrappers", .json, null: false, initial: .array([]), by: origin,
            "Dynamic wrappers around the execution, the outermost first: {wrapper_name, wrapper_id, params}."),
        ExecutionField(
            "unwrapped", .boolean, null: false, initial: false, by: origin,
            "Whether the wrappers of the flow itself are left out."),
        ExecutionField(
            "wrapped", .json, by: origin, "What a wrapper runs: {params, type, fields, inputs, wrappers} of the child."),
        ExecutionField(
            "parent_execution_id", .id, by: origin, to: .type("execution"), "The execution that created this one."),
        ExecutionField(
            "top_execution_id", .id, by: origin, to: .type("execution"), "The root of the tree of executions."),
    ]

    private static let origins: [ExecutionField] = [
        ExecutionField("project_id", .id, to: .type("project"), "The project it lies in."),
        ExecutionField("bundle_id", .id, to: .type("bundle"), "The bundle it lies in."),
        ExecutionField(
            "plugin_action_id", .id, by: origin, to: .type("plugin_action"), "The action of a plugin that started it."),
        ExecutionField(
            "custom_object_id", .id, by: origin, to: .type("custom_object"), "The object whose change started it."),
        ExecutionField("chat_id", .id, by: origin, to: .type("chat"), "The chat that started it."),
        ExecutionField(
            "process_id", .id, by: .engine(reason: "no process keeps an execution for itself"), to: .type("process"),
            "Always null: any process that holds the store may run it."),
        ExecutionField(
            "sync_config_id", .id, by: origin, to: .identity, "The link over which it is mirrored: null, always here."),
        ExecutionField(
            "remote_workspace_name", .text(maximumLength: 128), by: origin,
            "The workspace where it is to run; null for this one, the only one in which it can be started."),
        ExecutionField(
            "location_inheritance", .choice(["created_by", "default", "wrapped_resource", "resource"]), by: origin,
            "Where it lies unless a project or bundle is given; null for where its creator lies."),
        ExecutionField(
            "orphan", .boolean, null: false, initial: false, by: origin, "Whether it is cut off from its tree."),
        ExecutionField(
            "track_in_git", .boolean, null: false, initial: false,
            by: .engine(reason: "executions are not kept in git"), "Always false."),
    ]

    private static let people: [ExecutionField] =
        [
            ExecutionField(
                "created_by", .id, by: clock, to: .identity, "Who made the record: of a child, its creator."),
            ExecutionField(
                "modified_by", .id, by: clock, to: .identity, "Which other execution last changed the record."),
            ExecutionField("deleted_at", .timestamp, by: clock, "When the record was moved to the trash."),
            ExecutionField("deleted_by", .id, by: clock, to: .identity, "Who moved the record to the trash."),
        ]
        + ["trash", "delete", "restore"].map { name in
            ExecutionField(
                "pending_\(name)_identity_id", .id, by: clock, to: .identity,
                "Who asked for what is still to be done: \(name). Null, because it is done at once.")
        }

    private static let clock = Writer.engine(reason: "the engine keeps the times")
    private static let origin = Writer.engine(reason: "it is fixed when the execution is created")
}
