import FlowModel

/// What connectors of databases take and give alike.
enum SQLInputs {
    private static let operations = SQLStatement.Operation.allCases.map(\.rawValue)

    /// What is to be done.
    static let statements: [ConnectorInput] = [
        .init(
            "operation", .choice(operations + ["transaction"]),
            "What is made of the statement: execute gives the number of rows that it changed, fetch_one the first row, fetch_value its first value, fetch_all the rows; execute_many runs it for each of parameter_lists; transaction runs several statements, all or none.",
            fallback: "execute"),
        .init("sql", .text, "One statement, with $1, $2 and so on for what parameters hold."),
        .init(
            "parameters", .list(.json),
            "What is bound to the places of the statement: texts, numbers, booleans, null; tables and arrays as JSON; {base64 = ...} as bytes.",
            takesSecrets: true),
        .init(
            "parameter_lists", .list(.list(.json)), "For execute_many: parameters for each time that it runs.",
            takesSecrets: true),
        .init(
            "statements",
            .list(
                .table([
                    .init("sql", .text, "The statement.", isRequired: true),
                    .init("operation", .choice(operations), "What is made of it.", fallback: "execute"),
                    .init("parameters", .list(.json), "What is bound to its places.", takesSecrets: true),
                    .init("parameter_lists", .list(.list(.json)), "For execute_many.", takesSecrets: true),
                ])), "For transaction: the statements, in their order.", takesSecrets: true),
        .init(
            "read_only", .boolean,
            "Whether the database refuses to change anything. It does for statements that only fetch, unless told otherwise."
        ),
        .init(
            "effect_table", .text,
            "A table, made when it is not there, that remembers what this connection did, such as moonflow_effects: performed again after a crash, it acts once and gives the same."
        ),
        .init("max_rows", .integer(0...10_000_000), "For fetch_all: rows that may come back.", fallback: 10_000),
        .init(
            "max_response_bytes", .integer(0...(1 << 30)), "Bytes that all values that come back may have.",
            fallback: .integer(10 << 20)),
        .init(
            "timeout_sec", .number(0.001...86_400), "Seconds that the connection may take in all.", fallback: 60),
    ]

    /// What comes back.
    static let outputs: [ConnectorInterface.Output] = [
        .init("rows_affected", "After execute and execute_many: how many rows were changed."),
        .init("row", "After fetch_one: the first row as a table by column; null when there is none."),
        .init("value", "After fetch_value: the first value of the first row; null when there is none."),
        .init("rows", "After fetch_all: the rows, each a table by column."),
        .init("columns", "After fetch_all: the names of the columns in their order; a name that comes again gets _2."),
        .init("results", "After transaction: an array with what each statement gives."),
    ]
}
