public import FlowModel

extension ConnectorInterface {
    /// What every FTP connector takes and gives.
    public static let ftp = ConnectorInterface(
        type: "FTP",
        summary: "Lists, gets, puts, moves and deletes files on an FTP server.",
        inputs: CurlInputs.place(ports: "21, with tls = \"tls\" 990") + [
            CurlInputs.tls(
                .starttls,
                "How the connection is made safe: starttls begins in the clear and goes on with TLS or not at all (explicit FTPS), tls begins with it (implicit FTPS), none sends passwords and files in the clear."
            )
        ] + CurlInputs.login() + RemoteFileInputs.inputs + CurlInputs.times + CurlInputs.certificates,
        alternatives: [["content", "content_base64"]],
        outputs: RemoteFileInputs.outputs,
        repetition: RemoteFileInputs.repetition,
        example:
            "host = \"files.example.com\", username = \"robot\", password = inputs.password, operation = \"put\", path = \"in/orders.csv\", content = orders"
    )

    /// What every SFTP connector takes and gives.
    public static let sftp = ConnectorInterface(
        type: "SFTP",
        summary: "Lists, gets, puts, moves and deletes files on a server by SSH.",
        inputs: CurlInputs.place(ports: "22") + [
            .init("username", .text, "The user to log in.", isRequired: true, takesSecrets: true),
            .init("password", .text, "The password of the user.", isSecret: true),
            .init("private_key", .text, "The private key of the user, as in the file id_ed25519.", isSecret: true),
            .init("passphrase", .text, "The passphrase of private_key.", isSecret: true),
            .init(
                "host_key", .text,
                "The key of the server: its fingerprint as in SHA256:..., or the key as in ssh-ed25519 AAAA...."),
            .init("known_hosts", .text, "Keys of servers, as in the file known_hosts; ssh-keyscan prints them."),
            .init(
                "host_key_checking", .choice(["on", "off"]), "Whether the key of the server must be known.",
                fallback: "on"),
        ] + RemoteFileInputs.inputs + CurlInputs.times,
        alternatives: [["content", "content_base64"], ["host_key", "known_hosts"]],
        outputs: RemoteFileInputs.outputs,
        repetition: RemoteFileInputs.repetition,
        example:
            "host = \"files.example.com\", username = \"robot\", private_key = inputs.key, host_key = \"SHA256:...\", operation = \"get\", path = \"out/report.csv\""
    )
}

/// What operations on files of a server take and give.
enum RemoteFileInputs {
    static let inputs: [ConnectorInput] = [
        .init(
            "operation", .choice(["list", "get", "put", "delete", "move", "mkdir", "info"]), "What is to be done.",
            isRequired: true),
        .init(
            "path", .text,
            "The file or folder, from the folder of the login on, or from the top with a slash first; list takes that folder without it."
        ),
        .init("to", .text, "For move: the new path."),
        .init("content", .text, "For put: text."),
        .init("content_base64", .text, "For put: any bytes, in base64."),
        .init(
            "encoding", .choice(["text", "base64"]), "For get: how the content comes back; text must be UTF-8.",
            fallback: "text"),
        .init(
            "create_folders", .boolean, "For put, move and mkdir: whether folders on the way are made.", fallback: false
        ),
        .init("must_exist", .boolean, "For delete: whether it is an error when nothing is there.", fallback: false),
        .init(
            "max_entries", .integer(1...100_000), "For list: how many entries come back at most.", fallback: 10_000),
        CurlInputs.responseLimit("Bytes that a file or a list may have."),
    ]

    static let outputs: [ConnectorInterface.Output] = [
        .init("path", "The path."),
        .init(
            "entries",
            "After list: an array of {name, type, bytes, modified} by name; type is file, folder, link or other, modified is there where the server says it exactly. A name that is not UTF-8 is name_base64."
        ),
        .init("is_complete", "After list: false when there are more entries than max_entries."),
        .init("text", "After get: the content, unless base64 was asked for."),
        .init("content_base64", "After get: the content as base64, when that was asked for."),
        .init("bytes", "After get and put: how many bytes came or went; after info: the size of a file."),
        .init("deleted", "After delete: whether something was there."),
        .init("to", "After move: the new path."),
        .init("created", "After mkdir: false when the folder was there."),
        .init("exists", "After info: whether something is there."),
        .init("type", "After info: file, folder, link or other."),
        .init("modified", "After info: when it was changed, where the server says it exactly."),
    ]

    static let repetition = """
        What reads is done again. A put is done again: the file goes to a name of its own, .moonflow-KEY.part with the \
        idempotency key, and gets its real name when it is whole. A delete or mkdir is done again, and may then find it done: \
        deleted and created are false. A move pauses and asks, unless after_crash says otherwise.
        """
}
