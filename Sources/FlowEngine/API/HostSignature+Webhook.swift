extension HostSignature {
    private static let status = HostParameter(
        "status_code", .number, "The HTTP status, from 200 to 599; 200 unless given.")
    private static let headers = HostParameter(
        "headers", .table, "Headers by name; a list of values gives one several times.")
    private static let contentType = HostParameter("content_type", .text, "What the content is.")

    /// The functions that answer the caller of a webhook.
    static let webhooks = [
        answer(
            "webhook_response",
            [
                HostParameter(
                    "body", .notTable, "The content: a text, or a number or boolean as JSON; none unless given."),
                status,
            ],
            [headers, contentType], "with any content, or with none, as for a redirect."),
        answer(
            "webhook_html_response", [HostParameter("html", .text, required: true, "The page."), status], [headers],
            "with a page of HTML."),
        answer(
            "webhook_json_response", [HostParameter("value", .any, required: true, "The value."), status], [headers],
            "with a value as JSON."),
        answer(
            "webhook_bytes_response",
            [
                HostParameter(
                    "content", .text, required: true,
                    "The bytes, which must be UTF-8; others go through webhook_base64_response."),
                HostParameter("content_type", .text, "What they are; application/octet-stream unless given."), status,
            ], [headers], "with bytes."),
        answer(
            "webhook_base64_response",
            [
                HostParameter("content_b64", .text, required: true, "Any bytes, in base64, which is decoded."),
                HostParameter("content_type", .text, "What they are; application/octet-stream unless given."), status,
            ], [headers], "with bytes that are given in base64."),
    ]

    private static func answer(
        _ name: String, _ positionals: [HostParameter], _ keywords: [HostParameter], _ what: String
    ) -> HostSignature {
        HostSignature(
            "Execution", name, positionals, keywords: keywords, result: .never, effect: .ends,
            "Ends the execution with ENDED_SUCCESS, and answers the caller of its webhook \(what)")
    }
}
