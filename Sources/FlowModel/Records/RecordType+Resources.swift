extension RecordType {
    private static let anywhere: Locations = [.project, .bundle]

    private static func script(_ summary: String) -> RecordField {
        RecordField("script", .text(maximumLength: nil), null: false, initial: "", summary)
    }

    private static let parameters: [RecordField] = [
        RecordField("input_schema", .json, "The schema (draft 7) that inputs have to fit."),
        RecordField("output_schema", .json, "The schema (draft 7) that the output has to fit."),
        RecordField(
            "max_runtime_minutes", .number, null: false, initial: 0,
            "The longest run time of its executions in minutes; 0 is no limit."),
        RecordField(
            "priority", .integer(-1_000_000...1_000_000), null: false, initial: 10, "The priority of its executions."),
        RecordField(
            "savepoint_retention", .choice(["LAST", "ALL"]), null: false, initial: "LAST",
            "Which savepoints stay while its executions run."),
        RecordField("wrappers", .json, null: false, initial: .array([]), "Wrappers that always apply: names or ids."),
    ]

    private static let enabled = RecordField(
        "is_enabled", .boolean, null: false, initial: false, "Whether it is in force.")

    /// Records that people make and keep.
    static let resources: [RecordType] = [
        RecordType(
            "flow", .resource, .unique, in: anywhere,
            parameters + [
                script("The text of the script."),
                RecordField("breakpoints", .json, "Lines at which executions in debug mode stop."),
            ], "A script that executions run."),
        RecordType(
            "connector", .resource, .unique, in: anywhere,
            parameters + [
                RecordField("connector_type", .text(maximumLength: 128), "The kind of system that it is for."),
                RecordField("value", .json, "Inputs that each connection has unless it gives its own."),
                RecordField(
                    "allowed_hosts", .json,
                    "The only hosts that its connections may go to: a list of names, `*.example.com` for all below one; null for all."
                ),
                RecordField(
                    "max_concurrent", .integer(1...1_000_000),
                    "How many of its connections are under way at a time; null for any number."),
                RecordField(
                    "max_per_minute", .integer(1...1_000_000),
                    "How many of its connections begin within any sixty seconds; null for any number."),
            ], "How a system outside is reached."),
        RecordType(
            "setting", .resource, .unique, in: anywhere,
            [
                RecordField("value", .json, "The data."),
                RecordField("execution_id", .id, to: .type("execution"), "The execution that it belongs to."),
            ],
            "Configuration and shared state."),
        RecordType(
            "file", .resource, .unique, in: anywhere,
            [
                RecordField("content", .text(maximumLength: nil), null: false, initial: "", "The content as text."),
                RecordField(
                    "content_base64", .text(maximumLength: nil), "The content of a file that is no text, in base64."),
            ], "A file that flows read and write."),
        RecordType(
            "schema", .resource, .unique, in: anywhere,
            [RecordField("schema", .json, null: false, initial: .object([:]), "The JSON schema (draft 7).")],
            "A schema that values can be checked against."),
        RecordType(
            "scheduler", .resource, .unique, in: anywhere, parameters + [script("The text of the script.")],
            "A script that waits for the next moment of a schedule and starts its flow once."),
        RecordType(
            "schedule", .resource, .unique, isIdentity: true, in: anywhere,
            [
                enabled,
                RecordField("scheduler_id", .id, to: .type("scheduler"), "The script that knows the moments."),
                RecordField(
                    "bundled_scheduler", .choice(["cron", "fixed_rate", "interval", "once"]),
                    "The scheduler that comes with Moonflow, where there is no `scheduler_id`."),
                RecordField("flow_id", .id, to: .type("flow"), "The flow that is started."),
                RecordField(
                    "execution_id", .id, by: .engine(reason: "the engine starts its executions"),
                    to: .type("execution"),
                    "The execution that is active; the last one, where the schedule is disabled."),
                RecordField(
                    "roles", .json, by: .engine(reason: "they are those of the execution that has saved the schedule"),
                    "The names of the roles that its executions have; null for executions that may do everything."),
                RecordField("setting_id", .id, to: .type("setting"), "The setting that configures the scheduler."),
                RecordField("value", .json, "What configures the scheduler, where there is no setting."),
            ], "When a flow is started."),
        RecordType(
            "webhook", .resource, .unique, isIdentity: true, in: anywhere,
            [
                enabled, RecordField("flow_id", .id, to: .type("flow"), "The flow that each call starts."),
                RecordField("key", .text(maximumLength: 128), "What a caller has to know; null for nothing."),
                RecordField(
                    "is_productive", .boolean, null: false, initial: true, "Whether its executions are productive."),
            ], "An address that starts a flow when it is called."),
        RecordType(
            "wrapper", .resource, .unique, in: anywhere, parameters + [script("The text of the script.")],
            "A script that runs instead of another execution, and starts that as it sees fit."),
        RecordType(
            "plugin", .resource, .unique, in: anywhere, [enabled], "Actions that are offered beside records."),
        RecordType(
            "plugin_action", .resource, .free, in: anywhere,
            [
                RecordField("plugin_id", .id, to: .type("plugin"), "The plugin it belongs to."),
                RecordField("flow_id", .id, to: .type("flow"), "The flow that it starts."),
                RecordField("record_type", .text(maximumLength: 128), "The type of records it is offered for."),
                RecordField(
                    "action_type", .choice(["RECORD", "LIST"]), null: false, initial: "RECORD",
                    "For one record, or for several at once."),
            ], "One action of a plugin."),
        RecordType(
            "object_template", .resource, .unique, in: anywhere,
            [
                RecordField("schema", .json, "The schema of the values of its objects."),
                RecordField("on_create_flow_id", .id, to: .type("flow"), "What runs when an object is made."),
                RecordField("on_update_flow_id", .id, to: .type("flow"), "What runs when an object is changed."),
                RecordField("on_delete_flow_id", .id, to: .type("flow"), "What runs when an object is removed."),
            ], "What custom objects have in common."),
        RecordType(
            "custom_object", .resource, .free, in: anywhere,
            [
                RecordField("object_template_id", .id, to: .type("object_template"), "What it is an object of."),
                RecordField("value", .json, "Its data."),
            ], "Structured data with a life cycle."),
        RecordType(
            "role", .resource, .unique, in: anywhere,
            [
                RecordField(
                    "permissions", .json, null: false, initial: .array([]),
                    "What it allows: a list of {record_type, actions, names, location}.")
            ], "A set of permissions."),
        RecordType(
            "tag", .resource, .unique, [RecordField("color", .text(maximumLength: 32), "How it is shown.")],
            "A label for records of any type."),
        RecordType(
            "project", .resource, .unique, in: [.bundle],
            [
                RecordField(
                    "track_in_git", .boolean, null: false, initial: false, "Whether its records are kept in git.")
            ], "A folder of records."),
        RecordType(
            "bundle", .resource, .unique,
            [
                RecordField("version", .text(maximumLength: 128), "The version that is installed."),
                RecordField(
                    "bundle_repository_id", .id, to: .type("bundle_repository"), "Where the bundle comes from."),
            ], "Records that were installed together."),
        RecordType(
            "bundle_repository", plural: "bundle_repositories", .resource, .unique,
            [RecordField("url", .text(maximumLength: nil), "Where bundles are found.")], "A place of bundles."),
        RecordType(
            "user", .resource, .unique, isIdentity: true,
            [
                RecordField("email", .text(maximumLength: 320), "The address of the person."),
                RecordField("is_active", .boolean, null: false, initial: true, "Whether the person may act."),
            ], "A person."),
        RecordType(
            "workspace", .resource, .unique, isIdentity: true,
            [RecordField("organization_id", .id, to: .type("organization"), "The organization it belongs to.")],
            "All records of one store."),
        RecordType("organization", .resource, .unique, [], "Who owns workspaces."),
        RecordType(
            "oauth", plural: "oauths", .resource, .unique, [RecordField("value", .json, "Its configuration.")],
            "How people sign in elsewhere."),
        RecordType(
            "vault_config", .resource, .unique, [RecordField("value", .json, "Its configuration.")],
            "Where secrets are kept."),
        RecordType(
            "ldap_config", .resource, .unique, isIdentity: true, [RecordField("value", .json, "Its configuration.")],
            "A directory of people."),
        RecordType(
            "sync_config", .resource, .unique, isIdentity: true,
            [RecordField("value", .json, "Its configuration.")], "A link to another workspace."),
        RecordType(
            "devolutions_config", .resource, .unique, [RecordField("value", .json, "Its configuration.")],
            "A server of passwords."),
    ]
}
