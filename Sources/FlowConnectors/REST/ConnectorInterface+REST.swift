public import FlowModel

extension ConnectorInterface {
    /// What every REST connector takes and gives.
    public static let rest = ConnectorInterface(
        type: "REST",
        summary: "Makes an HTTP request and gives the response.",
        inputs: requestInputs + bodyInputs + limitInputs + securityInputs,
        alternatives: [["json", "form", "body", "body_base64", "multipart"]],
        outputs: [
            .init("status_code", "The status code of the response."),
            .init(
                "headers",
                "The headers by their names in lower case; one given several times is joined by commas, `set-cookie` is an array."
            ),
            .init("json", "The body, when its content type is JSON and it is."),
            .init("text", "The body, when it is other text in UTF-8; empty when there is none."),
            .init("content_base64", "The body, when it is neither."),
            .init("url", "Where the response came from, after redirects; secrets are taken out."),
        ],
        repetition: """
            The request is sent again, with the same header Idempotency-Key. A service that knows the header does not act \
            twice; with any other, make requests that may be repeated.
            """,
        example: "url = \"https://api.example.com/orders\", method = \"POST\", json = {item = 7}")

    private static let requestInputs: [ConnectorInput] = [
        .init("url", .text, "Where the request goes: an address with http:// or https://.", isRequired: true),
        .init("method", .text, "The method: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS or another.", fallback: "GET"),
        .init("query", .scalars, "Names and values that are added to the query of the address.", isSecret: true),
        .init(
            "headers", .scalars, "Headers by name; an array gives one several times. They stay with the first host.",
            isSecret: true),
        .init(
            "auth",
            .table([
                .init("type", .choice(["basic", "bearer"]), "The kind of credentials.", isRequired: true),
                .init("username", .text, "The user, for basic."),
                .init("password", .text, "The password, for basic.", isSecret: true),
                .init("token", .text, "The token, for bearer.", isSecret: true),
            ]), "Credentials for the header Authorization; they stay with the first host."),
    ]

    private static let bodyInputs: [ConnectorInput] = [
        .init("json", .json, "A body of JSON."),
        .init("form", .scalars, "A body as HTML forms send it."),
        .init("body", .text, "A body of text."),
        .init("body_base64", .text, "A body of any bytes, in base64."),
        .init(
            "multipart",
            .list(
                .table([
                    .init("name", .text, "The name of the part.", isRequired: true),
                    .init("value", .text, "What the part holds."),
                    .init("content_base64", .text, "What the part holds, as base64."),
                    .init("filename", .text, "The name of the file that the part stands for."),
                    .init("content_type", .text, "The content type of the part."),
                ])), "A body of several parts (multipart/form-data)."),
    ]

    private static let limitInputs: [ConnectorInput] = [
        .init(
            "timeout_sec", .number(0.001...86_400),
            "Seconds that the connection may take, with redirects, retries and the pauses between them.", fallback: 60),
        .init(
            "connect_timeout_sec", .number(0.001...3600), "Seconds that reaching the other side may take.", fallback: 10
        ),
        .init("follow_redirects", .integer(0...20), "How many redirects are followed.", fallback: 5),
        .init(
            "max_response_bytes", .integer(0...(1 << 30)), "Bytes that the body of the response may have.",
            fallback: .integer(10 << 20)),
        .init(
            "expected_status", .either([.integer(100...599), .text, .list(.either([.integer(100...599), .text]))]),
            "Status codes that are no error, as in 404, \"200-299\" or {200, 404}; 200-299 unless given. A redirect among them is not followed."
        ),
        .init(
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
            ]), "Tries again after some failures."),
    ]

    private static let securityInputs: [ConnectorInput] = [
        .init("ca_certificate", .text, "Certificates in PEM that are trusted instead of those of the system."),
        .init("client_certificate", .text, "A certificate in PEM to show to the other side, with those above it."),
        .init("client_key", .text, "The private key of client_certificate, in PEM.", isSecret: true),
        .init("verify_tls", .boolean, "Whether the certificate of the other side must be right.", fallback: true),
    ]
}
