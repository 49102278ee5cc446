public import FlowModel

extension ConnectorInterface {
    /// What every IMAP connector takes and gives.
    public static let imap = ConnectorInterface(
        type: "IMAP",
        summary: "Looks for mails in a mailbox, reads, marks, moves and deletes them.",
        inputs: CurlInputs.place(ports: "993, with tls = \"starttls\" or \"none\" 143") + [
            CurlInputs.tls(
                .tls,
                "How the connection is made safe: tls begins with it, starttls begins in the clear and goes on with TLS or not at all, none is for servers of one's own."
            )
        ] + CurlInputs.login(isRequired: true) + operationInputs + CurlInputs.times + CurlInputs.certificates,
        outputs: [
            .init("folders", "After list_folders: an array of {name, separator, has_messages, purpose} by name."),
            .init("folder", "The folder."),
            .init(
                "uid_validity",
                "What the numbers of the mails belong to: when it changes, the numbers mean other mails."),
            .init(
                "uids",
                "After search: the numbers of the mails, the oldest first; after mark, move and delete: those that were there."
            ),
            .init("is_complete", "After search: false when there are more than max_messages."),
            .init(
                "messages",
                "After fetch: an array of {uid, flags, bytes, received, subject, from, to, cc, reply_to, date, message_id, in_reply_to, headers, text, html, attachments}, as far as a mail has them; people are {name, address}, attachments {name, content_type, bytes, content or content_base64, content_id}."
            ),
            .init("missing", "After fetch, mark, move and delete: those of uids that are not there."),
        ],
        repetition: """
            What reads is done again, and marks nothing as seen. Mark, move and delete are done again to those mails that are \
            there still, so that each mail is marked, moved or deleted once; without the extension MOVE of the server, a mail \
            may then be in both folders.
            """,
        example:
            "host = \"mail.example.com\", username = \"robot\", password = inputs.password, operation = \"search\", search = {seen = false, subject = \"Order\"}"
    )

    private static let operationInputs: [ConnectorInput] = [
        .init(
            "operation", .choice(["search", "fetch", "mark", "move", "delete", "list_folders"]), "What is to be done.",
            isRequired: true),
        .init("folder", .text, "The folder.", fallback: "INBOX"),
        .init(
            "search",
            .table([
                .init("seen", .boolean, "Mails that were read, or that were not."),
                .init("flagged", .boolean, "Mails that are flagged, or that are not."),
                .init("answered", .boolean, "Mails that were answered, or that were not."),
                .init("deleted", .boolean, "Mails that are marked as deleted, or that are not."),
                .init("from", .text, "A part of the sender."),
                .init("to", .text, "A part of those who get it."),
                .init("cc", .text, "A part of those who get a copy."),
                .init("subject", .text, "A part of the subject."),
                .init("body", .text, "A part of the content."),
                .init("text", .text, "A part of the content or of the headers."),
                .init("message_id", .text, "A part of the Message-ID."),
                .init("since", .text, "Mails that came on that day or later, such as 2026-11-26."),
                .init("before", .text, "Mails that came before that day."),
                .init("larger", .integer(0...4_294_967_295), "Mails of more bytes."),
                .init("smaller", .integer(0...4_294_967_295), "Mails of fewer bytes."),
                .init("after_uid", .integer(0...4_294_967_294), "Mails with a higher number: those that came later."),
            ]), "For search: what the mails must fit, all of it together; all mails without it."),
        .init("max_messages", .integer(1...100_000), "For search: how many come back at most.", fallback: 1000),
        .init(
            "uids", .list(.integer(1...4_294_967_295)),
            "For fetch, mark, move and delete: the numbers of the mails, from search."),
        .init(
            "uid_validity", .integer(1...4_294_967_295),
            "The uid_validity that uids come from; it fails when it is another now."),
        .init(
            "parts", .choice(ReceivedMail.Extent.allCases.map(\.rawValue)),
            "For fetch: all, text for attachments without their content, or headers.", fallback: "all"),
        .init("add_flags", .list(.text), "For mark: seen, answered, flagged, deleted, draft, or words of one's own."),
        .init("remove_flags", .list(.text), "For mark: what is taken away."),
        .init("to", .text, "For move: the other folder."),
        .init("create_folders", .boolean, "For move: whether the other folder is made.", fallback: false),
        CurlInputs.responseLimit("Bytes that the mails of one fetch may have."),
    ]
}
