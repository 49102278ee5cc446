public import FlowModel

extension ConnectorInterface {
    /// What every SQLITE connector takes and gives.
    public static let sqlite = ConnectorInterface(
        type: "SQLITE",
        summary: "Runs SQL in a database of SQLite, a file below the folder that the operator allows.",
        inputs: [
            .init(
                "path", .text, "The file of the database, from the allowed folder on.", isRequired: true),
            .init(
                "create", .boolean, "Whether the file is made when it is not there.", fallback: false),
        ] + SQLInputs.statements + [
            .init(
                "lock_timeout_sec", .number(0...86_400), "Seconds to wait for others who write to the file.",
                fallback: 10)
        ],
        outputs: SQLInputs.outputs,
        repetition: """
            What only reads is done again. With effect_table, the statements and a row under the idempotency key are one \
            transaction: it acts once, and gives what it gave the first time. Anything else asks.
            """,
        crashPolicy: .ask,
        example: """
            path = "shop.db", create = true, sql = "INSERT INTO orders (item, count) VALUES ($1, $2)", \
            parameters = {"tea", 2}, effect_table = "moonflow_effects"
            """)
}
