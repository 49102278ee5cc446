public import FlowModel

extension ConnectorInterface {
    /// What every SMTP connector takes and gives.
    public static let smtp = ConnectorInterface(
        type: "SMTP",
        summary: "Sends a mail.",
        inputs: CurlInputs.place(ports: "587, with tls = \"tls\" 465, with tls = \"none\" 25") + [
            CurlInputs.tls(
                .starttls,
                "How the connection is made safe: starttls begins in the clear and goes on with TLS or not at all, tls begins with it, none is for servers of one's own."
            )
        ] + CurlInputs.login() + mailInputs + [
            .init(
                "allow_partial", .boolean,
                "Whether the mail goes to the others when the server refuses some of the recipients.", fallback: false)
        ] + CurlInputs.times + CurlInputs.certificates,
        outputs: [
            .init("message_id", "The Message-ID of the mail, without angle brackets."),
            .init("accepted", "The addresses that the server took the mail for."),
            .init("refused", "With allow_partial: an array of {address, answer} for those it did not."),
            .init("answer", "What the server said at the end, which often names the mail in its queue."),
        ],
        repetition: """
            The mail is sent again, with the same Message-ID. Mail programs and servers that look at it show one mail; others \
            show two. A mail that must not come twice needs after_crash = "ask".
            """,
        example:
            "host = \"mail.example.com\", username = \"robot\", password = inputs.password, from = \"robot@example.com\", to = \"ann@example.com\", subject = \"Report\", text = report"
    )

    private static let people = ConnectorInputType.either([.text, .list(.text)])

    private static let mailInputs: [ConnectorInput] = [
        .init(
            "from", .text, "Who sends it: robot@example.com or Robot <robot@example.com>.", isRequired: true),
        .init("to", people, "Who gets it: an address or an array of them, each like from."),
        .init("cc", people, "Who gets a copy."),
        .init("bcc", people, "Who gets a copy that the others do not see."),
        .init("reply_to", people, "Where answers go."),
        .init("subject", .text, "The subject.", fallback: ""),
        .init("text", .text, "The mail as text."),
        .init("html", .text, "The mail as HTML; with text the reader's program chooses."),
        .init(
            "attachments",
            .list(
                .table([
                    .init("name", .text, "The name of the file.", isRequired: true),
                    .init("content", .text, "Text."),
                    .init("content_base64", .text, "Any bytes, in base64."),
                    .init(
                        "content_type", .text, "The content type; text/plain or application/octet-stream unless given."),
                ])), "Files that go with it."),
        .init("headers", .scalars, "More headers by name, such as X-Report or In-Reply-To."),
    ]
}
