public import FlowModel

extension ConnectorInterface {
    /// What every REDIS connector takes and gives.
    public static let redis = ConnectorInterface(
        type: "REDIS",
        summary: "Sends commands to a server of Redis.",
        inputs: [
            .init("host", .text, "The host of the server: a name or an address.", isRequired: true),
            .init("port", .integer(1...65535), "The port.", fallback: 6379),
            .init("database", .integer(0...1_000_000), "The number of the database.", fallback: 0),
            .init("username", .text, "The user, where the server has several.", takesSecrets: true),
            .init("password", .text, "The password.", isSecret: true),
            .init(
                "command", .list(.json),
                "One command: its name and its arguments, which are texts, numbers or {base64 = ...}.",
                takesSecrets: true),
            .init(
                "commands", .list(.list(.json)), "Several commands, which are sent together and all carried out.",
                takesSecrets: true),
            .init(
                "transaction", .boolean,
                "Whether all commands happen together, with nothing of others in between (MULTI and EXEC).",
                fallback: false
            ),
            .init(
                "once", .boolean,
                "Whether the commands act once: they run in a script of the server that remembers what they gave, for a week.",
                fallback: false),
            .init(
                "timeout_sec", .number(0.001...86_400),
                "Seconds that the connection may take in all, commands that wait too.", fallback: 60),
            .init(
                "connect_timeout_sec", .number(0.001...3600),
                "Seconds that reaching the server may take, until it answers.", fallback: 10),
            .init(
                "max_response_bytes", .integer(0...(1 << 30)),
                "Bytes that all replies may have; each counts for 16 at least.", fallback: .integer(10 << 20)),
            .init(
                "tls", .choice(["tls", "none"]), "Whether the connection is encrypted, or none, in the clear.",
                fallback: "tls"),
            .init(
                "verify_tls", .boolean, "Whether the certificate of the server must be right and for this host.",
                fallback: true),
            .init("ca_certificate", .text, "Certificates in PEM that are trusted instead of those of the system."),
            .init("client_certificate", .text, "A certificate in PEM to show to the server, with those above it."),
            .init("client_key", .text, "The private key of client_certificate, in PEM.", isSecret: true),
        ],
        alternatives: [["command", "commands"]],
        outputs: [
            .init(
                "result",
                "After command: the reply: a text, {base64 = ...} for bytes that are no text, an integer, null, or an array of them."
            ),
            .init("results", "After commands: an array with the reply to each."),
        ],
        repetition: """
            Commands that only read are sent again. With once, the commands and a key moonflow:effect:KEY with what they gave \
            are one step of the server: it acts once, and gives what it gave the first time. Anything else asks.
            """,
        crashPolicy: .ask,
        example:
            "host = \"cache.example.com\", password = \"${secret.redis}\", command = {\"INCRBY\", \"hits\", 7}, once = true"
    )
}
