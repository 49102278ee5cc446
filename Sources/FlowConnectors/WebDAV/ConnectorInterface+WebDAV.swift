public import FlowModel

extension ConnectorInterface {
    /// What every WEBDAV connector takes and gives.
    public static let webDAV = ConnectorInterface(
        type: "WEBDAV",
        summary: "Lists, gets, puts, moves and deletes files on a web server that speaks WebDAV.",
        inputs: [
            .init(
                "url", .text,
                "The folder that paths begin in: an address with http:// or https://, without user and query.",
                isRequired: true)
        ] + CurlInputs.login() + [
            .init("auth", .choice(["basic", "digest"]), "How the password is sent.", fallback: "basic")
        ] + operationInputs + CurlInputs.times + CurlInputs.certificates,
        alternatives: [["content", "content_base64"]],
        outputs: [
            .init("path", "The path."),
            .init(
                "entries",
                "After list: an array of {name, type, bytes, etag, content_type, modified} by name, as far as the server says it; type is file or folder."
            ),
            .init("is_complete", "After list: false when there are more entries than max_entries."),
            .init("text", "After get: the content, unless base64 was asked for."),
            .init("content_base64", "After get: the content as base64, when that was asked for."),
            .init("bytes", "After get and put: how many bytes came or went; after info: the size of a file."),
            .init("etag", "After get, put and info: the version of the file, where the server gives it."),
            .init("content_type", "After get and info: the content type."),
            .init("deleted", "After delete: whether something was there."),
            .init("to", "After move: the new path."),
            .init("created", "After mkdir: false when there was something already."),
            .init("exists", "After info: whether something is there."),
            .init("type", "After info: file or folder."),
            .init("modified", "After info: when it was changed, as the server writes it."),
        ],
        repetition: """
            What reads is done again. A put, delete or mkdir is done again, and may then find it done: deleted and created are \
            false. A move, a put or delete with if_match, and a put without overwrite pause and ask, unless after_crash says otherwise.
            """,
        example:
            "url = \"https://cloud.example.com/dav\", username = \"robot\", password = inputs.password, operation = \"put\", path = \"reports/today.txt\", content = report"
    )

    private static let operationInputs: [ConnectorInput] = [
        .init(
            "operation", .choice(["list", "get", "put", "delete", "move", "mkdir", "info"]), "What is to be done.",
            isRequired: true),
        .init("path", .text, "The file or folder, from url on; list takes the folder of url without it."),
        .init("to", .text, "For move: the new path."),
        .init("content", .text, "For put: text."),
        .init("content_base64", .text, "For put: any bytes, in base64."),
        .init(
            "encoding", .choice(["text", "base64"]), "For get: how the content comes back; text must be UTF-8.",
            fallback: "text"),
        .init("if_match", .text, "For put and delete: the etag that the file must have still."),
        .init("overwrite", .boolean, "For put and move: whether a file that is there is replaced.", fallback: true),
        .init(
            "create_folders", .boolean, "For put, move and mkdir: whether folders on the way are made.", fallback: false
        ),
        .init("must_exist", .boolean, "For delete: whether it is an error when nothing is there.", fallback: false),
        .init(
            "max_entries", .integer(1...100_000), "For list: how many entries come back at most.", fallback: 10_000),
        CurlInputs.responseLimit("Bytes that a file or a list may have."),
    ]
}
