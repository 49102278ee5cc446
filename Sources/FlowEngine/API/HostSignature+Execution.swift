extension HostSignature {
    /// The functions of `this`.
    static let execution: [HostSignature] =
        logging + fields + lifecycle + creation + waiting + relations + marks + webhooks + executionRecord

    private static let level = HostParameter(
        "level", .choice(["INFO", "WARNING", "ERROR"]), "How serious the entry is; INFO unless given."
    )
    private static let subject = HostParameter("subject", .text, "The heading of the entry; \"user log\" unless given.")
    private static let message = HostParameter("message", .text, "The status message to end with.")

    private static let logging = [
        HostSignature(
            "Execution", "log",
            rest: HostParameter("value", .any, "What to write; several values are listed."),
            openKeywords: HostParameter("name", .any, "Written as `name: value`."),
            "Writes one entry of level INFO to the log of the execution."
        ),
        HostSignature(
            "Execution", "log_data",
            [
                HostParameter("data", .any, required: true, "The value to write, kept in its structure."), subject,
                level,
            ],
            "Writes a value to the log as structured data."
        ),
        HostSignature(
            "Execution", "log_markdown",
            [HostParameter("text", .text, required: true, "The text, in Markdown."), subject, level],
            "Writes a Markdown text to the log."
        ),
    ]

    private static let fields = [
        HostSignature(
            "Execution", "set_output",
            [
                HostParameter("key", .notTable, "The key to set; alone, a value for the key `logging`."),
                HostParameter("value", .any, "The value of the key."),
            ],
            openKeywords: HostParameter("key", .any, "The value of the key."),
            "Merges keys into the output of the execution; other keys stay as they are."
        ),
        HostSignature(
            "Execution", "get",
            rest: HostParameter("field", .text, required: true, "The name of a field."),
            result: .valueForEach,
            "Returns the fields of the names given, one value each."
        ),
        HostSignature(
            "Execution", "get_dict",
            rest: HostParameter("field", .text, "The name of a field."),
            result: .table,
            "Returns the fields of the names given as a table, or all fields."
        ),
        HostSignature(
            "Execution", "save",
            [HostParameter("init", .table, "Fields with their new values.")],
            keywords: [HostParameter("commit_message", .text, "Accepted and unused: executions are not kept in git.")],
            openKeywords: HostParameter("field", .any, "The new value of the field; null clears it."),
            "Stores fields of the execution; either all that are given or, after an error, none."
        ),
    ]

    private static let lifecycle = [
        HostSignature(
            "Execution", "success", [message], result: .never, effect: .ends,
            "Ends the execution with ENDED_SUCCESS."
        ),
        HostSignature(
            "Execution", "error", [message], result: .never, effect: .ends,
            "Ends the execution with ENDED_ERROR."
        ),
        HostSignature(
            "Execution", "cancel", [message], effect: .ends,
            "Ends the execution with ENDED_CANCELLED; another execution than this only if it has not ended."
        ),
        end("end_"),
        end("end"),
        HostSignature(
            "Execution", "sleep",
            [HostParameter("delay_sec", .number, required: true, "How long to wait, in seconds; at least that long.")],
            effect: .waits,
            "Waits; a delay that is not positive is over at once."
        ),
        HostSignature(
            "Execution", "sleep_until",
            [HostParameter("timestamp", .moment, required: true, "When to go on.")],
            effect: .waits,
            "Waits until a moment; one that has passed is over at once."
        ),
    ]

    private static func end(_ name: String) -> HostSignature {
        HostSignature(
            "Execution", name,
            [
                HostParameter(
                    "status",
                    .choice(["SUCCESS", "ERROR", "CANCELLED", "ENDED_SUCCESS", "ENDED_ERROR", "ENDED_CANCELLED"]),
                    required: true, "How to end."
                ),
                message,
            ],
            result: .never, effect: .ends,
            "Ends the execution with the status given; spelled `end_`, because `end` is a word of Lua."
        )
    }
}
