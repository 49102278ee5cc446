import FlowModel

extension HostSignature {
    private static let returnWhen = ReturnWhen.allCases.map(\.rawValue)
    private static let statuses = ExecutionStatus.allCases.map(\.rawValue)

    private static let timeout = HostParameter(
        "timeout", .number, "How long to wait at most, in seconds; for ever unless given.")
    private static let when = HostParameter(
        "return_when", .choice(returnWhen), "When the wait is over; ALL_SUCCEEDED unless given.")

    /// Keywords of everything that creates an execution.
    static let creating =
        [
            HostParameter("name", .text, "The label of the new execution; the name of the flow unless given."),
            HostParameter("inputs", .table, "The whole input of the new execution; other keywords are merged into it."),
            HostParameter("input_value", .table, "The same as `inputs`."),
            HostParameter("init", .table, "Fields of the new execution."),
            HostParameter("run", .boolean, "Whether to start it; true unless given."),
            HostParameter(
                "wait", .booleanOr(returnWhen),
                "Whether and for what to wait: true, which is ALL_SUCCEEDED, unless given; false goes on at once."),
            timeout,
            HostParameter("orphan", .boolean, "Whether to cut it off from the tree of this execution."),
            HostParameter("is_paused", .boolean, "Whether to pause it before it starts."),
            HostParameter("description", .text, "What the execution is and does."),
            HostParameter("priority", .number, "Who goes first when several could: the higher one; 10 unless given."),
            HostParameter("max_runtime_minutes", .number, "The longest time from start to end; 0 is no limit."),
            HostParameter(
                "is_productive", .boolean, "Productive, as opposed to development mode; as this one unless given."),
            HostParameter(
                "use_breakpoints", .boolean,
                "Whether it stops at breakpoints, which makes it a development execution; as this one unless given."),
            HostParameter(
                "use_only_explicit_breakpoints", .boolean, "Whether lines do not stop it; as this one unless given."),
            HostParameter("breakpoints", .any, "The lines of its script to stop before."),
            HostParameter("savepoint_retention", .choice(["LAST", "ALL"]), "Which savepoints stay."),
            HostParameter(
                "roles", .any, "Its roles, by name or id: at most those of this execution; the same ones unless given."),
            HostParameter("input_schema", .table, "The JSON Schema (draft 7) that the inputs have to fit."),
            HostParameter(
                "output_schema", .table, "The JSON Schema (draft 7) that the output has to fit for a success."),
            HostParameter(
                "wrappers", .any,
                "Wrappers around it, the outermost first: names, ids, or tables {wrapper_name | wrapper_id, params}."),
            HostParameter("unwrapped", .boolean, "Whether to leave out the wrappers of the flow itself."),
        ] + placing

    private static let placing = [
        HostParameter("project_id", .any, "The project it lies in, or its id; that of this one unless given."),
        HostParameter("project_name", .text, "The name of the project it lies in."),
        HostParameter("bundle_id", .any, "The bundle it lies in, or its id; that of this one unless given."),
        HostParameter("bundle_name", .text, "The name of the bundle it lies in."),
        HostParameter(
            "location_inheritance", .choice(["CREATED_BY", "DEFAULT", "WRAPPED_RESOURCE", "RESOURCE"]),
            "Where it lies unless a project or bundle is given; CREATED_BY unless given."),
        HostParameter("webhook_id", .any, "The webhook that is behind it, or its id."),
        HostParameter("plugin_action_id", .any, "The action of a plugin that is behind it, or its id."),
        HostParameter("remote_workspace_name", .text, "Stored with run = false; nothing can be started elsewhere."),
        HostParameter("track_in_git", .boolean, "Only false: executions are not kept in git."),
        HostParameter("commit_message", .text, "Accepted and unused: executions are not kept in git."),
        HostParameter("is_readonly", .any, "Refused: executions are never read-only."),
    ]
    private static let input = HostParameter("name", .any, "An input of the new execution.")

    static let creation = [
        HostSignature(
            "Execution", "flow",
            [HostParameter("flow", .text, "The name or id of the flow: a record, or else a file beside the script.")],
            keywords: [
                HostParameter("flow_name", .text, "The same as `flow`."),
                HostParameter("flow_id", .text, "The id of the record of the flow."),
            ] + creating, openKeywords: input,
            result: .execution, effect: .waits,
            "Runs a flow as a child, and waits for it unless told otherwise."
        ),
        HostSignature(
            "Execution", "script",
            [HostParameter("script", .text, required: true, "The text of the script.")],
            keywords: creating, openKeywords: input, result: .execution, effect: .waits,
            "Runs a script as a child, and waits for it unless told otherwise."
        ),
        HostSignature(
            "Execution", "connect",
            [
                HostParameter(
                    "connector", .text,
                    "The name or id of the connector, over whose value the inputs are merged; none is needed with `connector_type`."
                )
            ],
            keywords: [
                HostParameter("connector_name", .text, "The same as `connector`."),
                HostParameter("connector_id", .text, "The id of the record of the connector."),
                HostParameter("connector_type", .text, "The kind of system, such as REST: connects ad hoc."),
            ] + creating, openKeywords: input,
            result: .execution, effect: .waits,
            "Interacts once with a system outside, as a child, and waits for it unless told otherwise."
        ),
        HostSignature(
            "Execution", "clone", keywords: creating, openKeywords: input, result: .execution, effect: .waits,
            "Runs the script of an execution again as a child of this one, with its inputs and those given merged into them."
        ),
        HostSignature(
            "Execution", "using",
            [
                HostParameter(
                    "wrapper", .text, required: true, "The name or id of a wrapper; outside the ones that follow.")
            ], openKeywords: HostParameter("param", .any, "A parameter of the wrapper."),
            result: .object(ExecutionState.wrappingClass),
            "Returns an object whose `flow`, `script`, `connect` and `clone` put the wrapper around what they create."
        ),
        wrapper, schedule,
        HostSignature(
            "Execution", "run",
            keywords: [
                HostParameter("wait", .booleanOr(returnWhen), "What to wait for; true is ALL_SUCCEEDED."), when,
                timeout,
            ],
            effect: .waits,
            "Starts an execution that was only created, or goes on with one that is paused, and waits for its end."
        ),
        HostSignature(
            "Execution", "run_async", effect: .waits,
            "Starts an execution that was only created, or goes on with one that is paused."
        ),
        HostSignature(
            "Execution", "continue_as_new",
            [HostParameter("inputs", .table, "The inputs to start with.")], result: .never, effect: .ends,
            "Starts the script over under the same id with an empty journal: for flows that never end."
        ),
    ]

    private static let wrapper = {
        var signature = HostSignature(
            "Execution", "wrapper", [HostParameter("wrapper", .text, "The name or id of a wrapper.")],
            keywords: [HostParameter("params", .table, "The parameters of the wrapper.")] + creating,
            openKeywords: input, result: .value, effect: .waits,
            "Returns the wrapper that an execution runs, or null; with an argument, runs a wrapper as a child, around nothing."
        )
        signature.recordMethod = .relation(field: "wrapper_id", .type("wrapper"))
        return signature
    }()

    private static let schedule = {
        var signature = HostSignature(
            "Execution", "schedule", [HostParameter("schedule", .text, "The name or id of a schedule.")],
            keywords: creating, openKeywords: input, result: .value, effect: .waits,
            "Returns the schedule that an execution belongs to, or null; with an argument, runs the scheduler of a schedule once as a child, enabled or not."
        )
        signature.recordMethod = .relation(field: "schedule_id", .type("schedule"))
        return signature
    }()

    /// The functions of what `using` returns.
    static let wrapping = creation.filter { ["using", "flow", "script", "connect", "clone"].contains($0.name) }.map {
        HostSignature(
            ExecutionState.wrappingClass, $0.name, $0.positionals, rest: $0.rest, keywords: $0.keywords,
            openKeywords: $0.openKeywords, result: $0.result, effect: $0.effect, $0.summary)
    }

    static let waiting = [
        HostSignature(
            "Execution", "wait", keywords: [when, timeout], effect: .waits, "Waits until this execution has ended."
        ),
        HostSignature(
            "Execution", "wait_for",
            rest: HostParameter("execution", .executions, "What to wait for: executions, ids, or lists of them."),
            keywords: [when, timeout], effect: .waits,
            "Waits for other executions; returns the first to end with FIRST_ENDED, else the execution itself."
        ),
        HostSignature(
            "Execution", "wait_status",
            [HostParameter("status", .choices(statuses), required: true, "The status or statuses.")],
            keywords: [timeout], effect: .waits, "Waits until an execution has one of the statuses."
        ),
        HostSignature(
            "Execution", "pause", [HostParameter("message", .text, "The status message while it is paused.")],
            effect: .waits, "Pauses an execution until somebody runs it; itself, the call returns then."
        ),
        HostSignature(
            "Execution", "lock",
            [HostParameter("lock", .text, required: true, "The name of the lock."), timeout],
            keywords: [HostParameter("keep", .boolean, "Whether the lock stays when the execution ends.")],
            effect: .waits,
            "Takes a lock, as soon as those who came before have released it; counts, if it is held already."
        ),
        HostSignature(
            "Execution", "wait_lock",
            [HostParameter("lock", .text, required: true, "The name of the lock."), timeout],
            effect: .waits, "Waits until a lock is free, without taking it."
        ),
        HostSignature(
            "Execution", "release_lock",
            [HostParameter("lock", .text, required: true, "The name of the lock.")],
            effect: .waits, "Releases a lock once, whoever holds it."
        ),
        HostSignature(
            "Execution", "message",
            [
                HostParameter("subject", .text, "What the message is about."),
                HostParameter("message", .text, "A text in Markdown, to be acknowledged."),
            ],
            keywords: [
                HostParameter("request", .text, "A question that is answered with a text."),
                HostParameter("body", .table, "A form: an object of JSON Schema with `element` in its properties."),
                HostParameter(
                    "message_type", .choice(["SUCCESS", "INFO", "WARNING", "ERROR", "POPUP"]), "INFO unless given."),
                HostParameter("wait", .boolean, "Whether to wait for the answer; true unless given."),
                timeout,
                HostParameter("select", .text, "The id of a message that is there already."),
            ],
            result: .message, effect: .waits,
            "Sends a message to people, and waits for their answer unless told otherwise."
        ),
        ignoring("ignore", "whatever it waits for"),
        ignoring("ignore_dependency", "other executions"),
        ignoring("ignore_lock", "a lock, which it does not get"),
        ignoring("ignore_response", "an answer, which is null then"),
        ignoring("ignore_scheduled", "a moment"),
        tree("cancel_process", "Cancels all executions of the tree, this one last."),
        tree("pause_process", "Pauses all executions of the tree, this one last."),
        tree("run_process", "Goes on with all executions of the tree that are paused."),
    ]

    private static func ignoring(_ name: String, _ what: String) -> HostSignature {
        HostSignature(
            "Execution", name, effect: .waits, "Ends the wait of an execution for \(what), as if it were fulfilled.")
    }

    private static func tree(_ name: String, _ summary: String) -> HostSignature {
        HostSignature("Execution", name, effect: .waits, summary)
    }

    static let relations = [
        list("children", "The executions that an execution created, oldest first."),
        list("child_list", "The same as `children`."),
        list("execution_list_parent_execution_id", "The same as `children`."),
        list("execution_list_top_execution_id", "The tree below the root of an execution, the root first."),
        related("parent", "The execution that created this one; null for one that has none."),
        related("top", "The root of the tree of executions."),
        related("parent_execution_id_execution", "The same as `parent`."),
        related("top_execution_id_execution", "The same as `top`."),
        HostSignature(
            "Execution", "child",
            [HostParameter("select", .text, "The id or the name of a child.")],
            keywords: creating, openKeywords: input,
            result: .execution, effect: .waits,
            "Returns one of the executions that an execution created; in a wrapper without argument, creates what it wraps and waits for that."
        ),
        HostSignature(
            "Execution", "exists", result: .value, effect: .waits, "Tells whether the execution is there."),
        HostSignature(
            "Execution", "record_log_list", result: .value, effect: .waits,
            "The log of an execution as a list of records `{time, level, subject, data}`."),
        HostSignature(
            "Execution", "dependency", result: .value, effect: .waits,
            "What an execution waits for now: `{executions, return_when, is_open, created_at}`; null for nothing."),
        HostSignature(
            "Execution", "dependency_list", result: .value, effect: .waits,
            "All waits of an execution for others, past ones too, oldest first."),
    ]

    private static func list(_ name: String, _ summary: String) -> HostSignature {
        HostSignature("Execution", name, result: .executions, effect: .waits, summary)
    }

    private static func related(_ name: String, _ summary: String) -> HostSignature {
        HostSignature("Execution", name, result: .execution, effect: .waits, summary)
    }

    static let marks = [
        HostSignature(
            "Execution", "breakpoint", effect: .waits,
            "Pauses the execution here if it is debugged (`use_breakpoints` in development mode); else does nothing."
        ),
        HostSignature(
            "Execution", "create_savepoint", [HostParameter("name", .text, "The name to load it by.")],
            result: .table, effect: .waits,
            "Marks this place, to come back to; returns `{id, name, loaded}`, where `loaded` counts how often it was loaded."
        ),
        HostSignature(
            "Execution", "load_savepoint",
            [HostParameter("select", .text, required: true, "The id or name of the savepoint.")],
            keywords: [HostParameter("by", .choice(["ID", "NAME"]), "What `select` is; either unless given.")],
            effect: .waits,
            "Goes back to a savepoint: the script goes on there with its variables of then. What it did outside stays done."
        ),
        HostSignature(
            "Execution", "remove_savepoints", [HostParameter("name", .text, "Only those of that name.")],
            effect: .waits, "Forgets savepoints of an execution."
        ),
        HostSignature(
            "Execution", "execution_dump_list", result: .value, effect: .waits,
            "The savepoints of an execution as a list of records `{id, name, line, created_at, loaded}`."),
    ]

    private static let zone = HostParameter(
        "zone", .text, required: true, "The time zone, such as Europe/Berlin, or UTC.")

    static let calendar = [
        HostSignature(
            "System", "local_time", [zone, HostParameter("moment", .moment, "When; now unless given.")], result: .table,
            "Returns `{offset_sec, is_dst, abbreviation, since, offset_before_sec, next_change}`: how far the clocks of a zone are ahead of UTC, and when they are changed."
        )
    ]

    /// The functions of messages.
    static let messages = [
        HostSignature(
            "Message", "get",
            rest: HostParameter("field", .text, required: true, "The name of a field."),
            result: .valueForEach, effect: .waits, "Returns the fields of the names given, one value each."
        ),
        HostSignature(
            "Message", "wait", keywords: [timeout], effect: .waits, "Waits until somebody has answered the message."
        ),
    ]

    /// The functions of `system`.
    static let systemWide =
        calendar + [
            constructor,
            HostSignature(
                "System", "message",
                [HostParameter("id", .text, required: true, "The id of the message.")], result: .message,
                "Returns the message of that id, whether there is one or not."
            ),
            HostSignature(
                "System", "validate",
                [
                    HostParameter("value", .any, "The value."),
                    HostParameter("schema", .any, "The JSON Schema (draft 7)."),
                ],
                result: .value,
                "Returns true for a value that fits a schema; raises SchemaValidationError otherwise, and SchemaError for a wrong schema."
            ),
        ]
}
