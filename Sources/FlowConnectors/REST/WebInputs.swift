import FlowModel

/// Inputs that all connectors over HTTP have.
enum WebInputs {
    static let headers = ConnectorInput(
        "headers", .scalars, "Headers by name; an array gives one several times. They stay with the first host.",
        isSecret: true)

    static let auth = ConnectorInput(
        "auth",
        .table([
            .init("type", .choice(["basic", "bearer", "custom"]), "The kind of credentials.", isRequired: true),
            .init("username", .text, "The user, for basic.", takesSecrets: true),
            .init("password", .text, "The password, for basic.", isSecret: true),
            .init("token", .text, "The token, for bearer.", isSecret: true),
            .init("header", .text, "The name of the header, for custom, such as X-Api-Key."),
            .init("value", .text, "What the header holds, for custom.", isSecret: true),
        ]), "Credentials, in the header Authorization or one of its own; they stay with the first host.")

    static let limits: [ConnectorInput] = [
        .init(
            "timeout_sec", .number(0.001...86_400),
            "Seconds that the connection may take, with redirects, retries and the pauses between them.", fallback: 60),
        .init(
            "connect_timeout_sec", .number(0.001...3600), "Seconds that reaching the other side may take.", fallback: 10
        ),
        .init(
            "max_response_bytes", .integer(0...(1 << 30)), "Bytes that the body of the response may have.",
            fallback: .integer(10 << 20)),
    ]

    static let retries = ConnectorInput(
        "retries",
        .table([
            .init("max", .integer(0...100), "How many more times it is tried.", isRequired: true),
            .init(
                "on_status", .list(.integer(100...599)),
                "Status codes after which it is tried again; it is when the other side cannot be reached, too.",
                fallback: [429, 502, 503, 504]),
            .init(
                "delay_sec", .number(0...3600),
                "Seconds before the second try; twice as long before each one after. A longer Retry-After counts.",
                fallback: 1),
        ]), "Tries again after some failures.")

    static let security: [ConnectorInput] = [
        .init("ca_certificate", .text, "Certificates in PEM that are trusted instead of those of the system."),
        .init("client_certificate", .text, "A certificate in PEM to show to the other side, with those above it."),
        .init("client_key", .text, "The private key of client_certificate, in PEM.", isSecret: true),
        .init("verify_tls", .boolean, "Whether the certificate of the other side must be right.", fallback: true),
        .init(
            "proxy",
            .table([
                .init("host", .text, "The host of the proxy.", isRequired: true),
                .init("port", .integer(1...65535), "The port of the proxy.", isRequired: true),
                .init("username", .text, "The user, where the proxy wants one.", takesSecrets: true),
                .init("password", .text, "The password of the user.", isSecret: true),
            ]), "An HTTP proxy that the request goes through, by its method CONNECT."),
    ]

    /// The names of those that a request of REST takes as they are.
    static let names = (limits + [retries] + security).map(\.name)
}
