public import FlowModel

extension ConnectorInterface {
    /// What every SCP connector takes and gives.
    public static let scp = ConnectorInterface(
        type: "SCP",
        summary: "Copies a file to or from another machine, by ssh.",
        inputs: [
            .init("operation", .choice(["upload", "download"]), "What is to be done.", isRequired: true)
        ] + SSHAccess.placeInputs + [
            .init(
                "remote_path", .text,
                "The file on the other side: an absolute path, or one that begins at the folder of the user there.",
                isRequired: true),
            .init("content", .text, "For upload: text.", takesSecrets: true),
            .init("content_base64", .text, "For upload: any bytes, in base64."),
            .init(
                "local_path", .text,
                "A file below the folder that FILE works in: what is uploaded, or where a download goes."),
            .init("mode", .text, "For upload: the mode of the file there, in octal digits, as in \"0640\"."),
            .init(
                "create_folders", .boolean, "For upload: whether folders on the way are made.", fallback: false),
            .init(
                "encoding", .choice(["text", "base64"]),
                "For download: how the content comes back; what is not UTF-8 comes back as base64 in any case.",
                fallback: "text"),
        ] + SSHAccess.inputs + [
            .init(
                "max_response_bytes", .integer(0...(1 << 40)), "For download: bytes that the file may have.",
                fallback: .integer(10 << 20)),
            .init("timeout_sec", .number(0.001...86400), "Seconds that all of it may take.", fallback: .integer(60)),
        ],
        alternatives: [["content", "content_base64", "local_path"]] + SSHAccess.alternatives,
        outputs: [
            .init("remote_path", "The path on the other side."),
            .init("local_path", "After a download into a file: its path."),
            .init("bytes", "How many bytes the file has."),
            .init("text", "After a download without local_path: the content, as text."),
            .init("content_base64", "The same as base64, when that was asked for or it is not UTF-8."),
        ],
        repetition: """
            The file is copied again, with the same result. It goes to a temporary name first, which is the same then, and \
            takes the place of what was there in one step.
            """,
        example: """
            operation = "upload", host = "web1.example.com", username = "deploy", private_key = "${secret.DEPLOY_KEY}", \
            host_key = "ssh-ed25519 AAAAC3Nz...", remote_path = "/srv/www/index.html", content = page
            """)
}
