public import FlowModel

extension ConnectorInterface {
    /// What every SQLPG connector takes and gives.
    public static let sqlpg = ConnectorInterface(
        type: "SQLPG",
        summary: "Runs SQL in a database of PostgreSQL.",
        inputs: [
            .init("host", .text, "The host of the database: a name or an address.", isRequired: true),
            .init("port", .integer(1...65535), "The port.", fallback: 5432),
            .init("database", .text, "The name of the database; that of the user unless given."),
            .init("username", .text, "The user.", isRequired: true, takesSecrets: true),
            .init("password", .text, "The password.", isSecret: true),
        ] + SQLInputs.statements + [
            .init(
                "connect_timeout_sec", .number(0.001...3600), "Seconds that reaching the database may take.",
                fallback: 10),
            .init(
                "tls", .choice(["tls", "none"]),
                "Whether the connection is encrypted: tls wants it to be, none has it in the clear.", fallback: "tls"),
            .init(
                "verify_tls", .boolean, "Whether the certificate of the database must be right and for this host.",
                fallback: true),
            .init("ca_certificate", .text, "Certificates in PEM that are trusted instead of those of the system."),
            .init("client_certificate", .text, "A certificate in PEM to show to the database, with those above it."),
            .init("client_key", .text, "The private key of client_certificate, in PEM.", isSecret: true),
        ],
        outputs: SQLInputs.outputs,
        repetition: """
            What only reads is done again. With effect_table, the statements and a row under the idempotency key are one \
            transaction: it acts once, and gives what it gave the first time. Anything else asks.
            """,
        crashPolicy: .ask,
        example: """
            host = "db.example.com", username = "app", password = "${secret.db}", operation = "fetch_all", \
            sql = "SELECT id, total FROM orders WHERE customer = $1", parameters = {"ada"}
            """)
}
