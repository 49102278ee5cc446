import FlowModel

extension HostSignature {
    private static let field = HostParameter("field", .any, "The value of the field.")

    /// What executions have in common with all other records.
    static let executionRecord = [
        HostSignature(
            "Execution", "delete",
            [HostParameter("permanently", .boolean, "Whether to remove it for good; false unless given.")],
            effect: .waits, "Moves an execution that has ended to the trash."
        ),
        HostSignature("Execution", "restore", effect: .waits, "Brings an execution back from the trash."),
        HostSignature(
            "Execution", "delete_process", effect: .waits,
            "Moves all executions of the tree that have ended to the trash."
        ),
        HostSignature(
            "Execution", "duplicate", [HostParameter("name", .text, "The name of the copy.")], result: .execution,
            effect: .waits,
            "Makes an execution with the same script and inputs, which does not start, as a child of the one that runs."
        ),
        HostSignature(
            "Execution", "export", result: .table, effect: .waits,
            "Returns what people set of an execution, with its script and inputs, to be taken elsewhere."
        ),
        HostSignature(
            "Execution", "add_child", openKeywords: field, result: .execution, effect: .waits,
            "Makes an execution that does not start, as a child of this one."
        ),
        HostSignature(
            "Execution", "add_execution_parent_execution_id", openKeywords: field, result: .execution, effect: .waits,
            "The same as `add_child`."
        ),
        HostSignature(
            "Execution", "dependency_execution_list", result: .value, effect: .waits,
            "The waits in which an execution is or was awaited, oldest first: `{execution, executions, return_when, is_open, created_at}`."
        ),
    ]

    /// What `flow_api.Execution{...}` calls.
    static let constructor = HostSignature(
        "System", "execution",
        [HostParameter("select", .notTable, "The id of the execution, or its name with `by`; a new one unless given.")],
        keywords: [
            HostParameter("by", .choice(["ID", "NAME"]), "What `select` is; ID unless given. The newest of a name."),
            HostParameter("cls", .any, "Accepted and unused."),
            HostParameter("init", .table, "Fields; those beside it are merged over them."),
            HostParameter("allow_normal", .boolean, "Whether it may be outside the trash; true unless given."),
            HostParameter("allow_deleted", .boolean, "Whether it may be in the trash; false unless given."),
            HostParameter("commit", .boolean, "Whether to store the fields now, and not by `save`; false unless given."),
            HostParameter("debug", .boolean, "Whether to log the fields that are given; false unless given."),
            HostParameter("commit_message", .text, "Accepted and unused: executions are not kept in git."),
        ], openKeywords: field, result: .execution, effect: .waits,
        "Returns the execution of that id, whether there is one or not; or one that `save` makes, with the fields given."
    )
}
