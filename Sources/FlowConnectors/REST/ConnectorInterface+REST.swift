public import FlowModel

extension ConnectorInterface {
    /// What every REST connector takes and gives.
    public static let rest = ConnectorInterface(
        type: "REST",
        summary: "Makes an HTTP request and gives the response.",
        inputs: requestInputs + bodyInputs + WebInputs.limits + fileInputs + answerInputs + WebInputs.security,
        alternatives: [["json", "form", "body", "body_base64", "multipart", "body_file"]],
        outputs: [
            .init("status_code", "The status code of the response."),
            .init(
                "headers",
                "The headers by their names in lower case; one given several times is joined by commas, `set-cookie` is an array."
            ),
            .init("json", "The body, when its content type is JSON and it is."),
            .init("text", "The body, when it is other text in UTF-8; empty when there is none."),
            .init("content_base64", "The body, when it is neither."),
            .init("file", "With `save_to`: `path`, `bytes` and `sha256` of the file that holds the body."),
            .init(
                "cookies",
                "Cookies that were set on the way and are for that address, by name; there when there are any."),
            .init("url", "Where the response came from, after redirects; secrets are taken out."),
        ],
        repetition: """
            The request is sent again, with the same header Idempotency-Key. A service that knows the header does not act \
            twice; with any other, make requests that may be repeated.
            """,
        example: "url = \"https://api.example.com/orders\", method = \"POST\", json = {item = 7}")

    private static let requestInputs: [ConnectorInput] = [
        .init(
            "url", .text,
            "Where the request goes: an address with http:// or https://. Secrets may be in its path and query.",
            isRequired: true, takesSecrets: true),
        .init("method", .text, "The method: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS or another.", fallback: "GET"),
        .init("query", .scalars, "Names and values that are added to the query of the address.", isSecret: true),
        WebInputs.headers, WebInputs.auth,
        .init(
            "cookies", .scalars,
            "Cookies by name. They stay with the first host; those set on the way follow redirects.",
            isSecret: true),
    ]

    private static let bodyInputs: [ConnectorInput] = [
        .init("json", .json, "A body of JSON.", takesSecrets: true),
        .init("form", .scalars, "A body as HTML forms send it.", takesSecrets: true),
        .init("body", .text, "A body of text.", takesSecrets: true),
        .init("body_base64", .text, "A body of any bytes, in base64."),
        .init(
            "multipart",
            .list(
                .table([
                    .init("name", .text, "The name of the part.", isRequired: true),
                    .init("value", .text, "What the part holds.", takesSecrets: true),
                    .init("content_base64", .text, "What the part holds, as base64."),
                    .init("filename", .text, "The name of the file that the part stands for."),
                    .init("content_type", .text, "The content type of the part."),
                ])), "A body of several parts (multipart/form-data)."),
        .init("body_file", .text, "A file below the folder of files, which is sent as it is, whatever its size."),
    ]

    private static let fileInputs: [ConnectorInput] = [
        .init(
            "save_to", .text,
            "A file below the folder of files that the body of the response is saved in, as it was sent, whatever its size."
        ),
        .init(
            "max_file_bytes", .integer(0...(1 << 40)), "For save_to: bytes that the body of the response may have.",
            fallback: .integer(10 << 30)),
    ]

    private static let answerInputs: [ConnectorInput] = [
        .init("follow_redirects", .integer(0...20), "How many redirects are followed.", fallback: 5),
        .init(
            "expected_status", .either([.integer(100...599), .text, .list(.either([.integer(100...599), .text]))]),
            "Status codes that are no error, as in 404, \"200-299\" or {200, 404}; 200-299 unless given. A redirect among them is not followed."
        ),
        WebInputs.retries,
    ]
}
