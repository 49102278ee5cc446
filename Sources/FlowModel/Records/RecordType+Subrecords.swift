extension RecordType {
    private static let engine = RecordField.Writer.engine(reason: "the engine keeps it")

    /// Executions, which stores keep in tables of their own.
    public static let execution = RecordType(
        "execution", .activity, .free, isIdentity: true, in: [.project, .bundle], allFields: ExecutionField.all,
        "One run of a script or of a connection.")

    /// Messages, which stores keep in a table of their own.
    public static let message = RecordType(
        "message", .activity, .none, allFields: messageFields, "A message to people, and their answer.")

    private static let messageFields: [RecordField] = [
        RecordField("id", .id, null: false, by: engine, "The id of the message."),
        RecordField("subject", .text(maximumLength: 128), null: false, by: engine, "The heading."),
        RecordField("message", .text(maximumLength: nil), by: engine, "The text, in Markdown."),
        RecordField("request", .text(maximumLength: nil), by: engine, "The question, answered by one text."),
        RecordField("body", .json, by: engine, "The form."),
        RecordField(
            "message_type", .choice(["SUCCESS", "INFO", "WARNING", "ERROR", "POPUP"]), null: false, initial: "INFO",
            by: engine, "How it is shown."),
        RecordField("response", .json, by: engine, "The answer; null while there is none."),
        RecordField("is_submitted", .boolean, null: false, initial: false, by: engine, "Whether it has been answered."),
        RecordField("created_at", .timestamp, by: engine, "When it was sent."),
        RecordField("identity_id", .id, by: engine, to: .identity, "Who sent it."),
    ]

    /// Records that the engine makes.
    static let activities: [RecordType] = [
        execution, message,
        RecordType(
            "process", plural: "processes", .activity, .free,
            [RecordField("host", .text(maximumLength: nil), by: engine, "The machine it runs on.")],
            "A process that runs executions."),
        RecordType(
            "chat", .activity, .free, in: [.project, .bundle], [RecordField("value", .json, "What was said.")],
            "A conversation."),
    ]

    private static let record = RecordField(
        "record_id", .id, null: false, to: .record, "The record that it belongs to.")

    /// Rows that belong to other records.
    static let subrecords: [RecordType] = [
        RecordType(
            "record_metadata", plural: "record_metadata", .subrecord, .none, key: ["record_id", "key"],
            [
                record,
                RecordField("key", .text(maximumLength: 128), null: false, "What the data is filed under."),
                RecordField("data", .json, "The data."),
            ], "Data that anybody may add to a record."),
        RecordType(
            "record_tag", .subrecord, .none, key: ["record_id", "tag_id"],
            [record, RecordField("tag_id", .id, null: false, to: .type("tag"), "The tag.")], "A tag of a record."),
        RecordType(
            "record_user", .subrecord, .none, key: ["record_id", "user_id"],
            [
                record, RecordField("user_id", .id, null: false, to: .type("user"), "Whose view of the record it is."),
                RecordField("value", .json, "What is kept, such as whether it is a favourite."),
            ], "What somebody keeps about a record."),
        RecordType(
            "identity_role", .subrecord, .none, key: ["identity_id", "role_id"],
            [
                RecordField("identity_id", .id, null: false, to: .identity, "Who has the role."),
                RecordField("role_id", .id, null: false, to: .type("role"), "The role."),
            ], "A role that somebody has."),
        RecordType(
            "operation", .subrecord, .none,
            [
                record, RecordField("operation", .text(maximumLength: 128), null: false, "What is to be done."),
                RecordField(
                    "status", .choice(["PENDING", "DONE", "FAILED"]), null: false, initial: "PENDING", "How far it is."),
                RecordField("data", .json, "What it takes to do it."),
            ], "Something that is done to a record by and by."),
        RecordType(
            "git_log", .subrecord, .none,
            [
                record, RecordField("commit", .text(maximumLength: 64), null: false, "The id of the commit."),
                RecordField("message", .text(maximumLength: nil), "The message of the commit."),
            ], "A commit that changed a record."),
    ]
}
