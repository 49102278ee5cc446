extension ExecutionField {
    /// Every field of an execution, by name.
    public static let all: [ExecutionField] = (savable + debugging + kept + moments + relations).sorted {
        $0.name < $1.name
    }

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
            "is_readonly", .boolean, null: false, initial: false, by: .engine(reason: "executions are never read-only"),
            "Always false."
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
        ExecutionField("flow_id", .id, by: origin, "The record of the flow that runs; null for a flow that is a file."),
        ExecutionField(
            "connector_id", .id, by: origin, to: .type("connector"),
            "The connector of a connection; null for one ad hoc."),
        ExecutionField(
            "connector_name", .text(maximumLength: 128), by: origin, "The name of the connector of a connection."),
        ExecutionField(
            "connector_type", .text(maximumLength: 128), by: origin, "The kind of system that a connection is for."),
        ExecutionField("project_id", .id, to: .type("project"), "The project the execution lies in."),
        ExecutionField("bundle_id", .id, to: .type("bundle"), "The bundle the execution lies in."),
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
        ExecutionField("parent_execution_id", .id, by: origin, "The execution that created this one."),
        ExecutionField("top_execution_id", .id, by: origin, "The root of the tree of executions."),
    ]

    private static let clock = Writer.engine(reason: "the engine keeps the times")
    private static let origin = Writer.engine(reason: "it is fixed when the execution is created")
}
