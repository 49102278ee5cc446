public import FlowModel

extension ConnectorInterface {
    /// What every GIT connector takes and gives.
    public static let git = ConnectorInterface(
        type: "GIT",
        summary: "Gets files of a git repository, commits and pushes changes, and lists refs.",
        inputs: [
            .init("operation", .choice(["get", "commit", "list_refs"]), "What is to be done.", isRequired: true),
            .init(
                "repository", .text,
                "The address: https://host/path, ssh://user@host/path, user@host:path or git://host/path.",
                isRequired: true),
            .init(
                "ref", .text,
                "For get: a branch, a tag or the whole id of a commit; HEAD unless given. For commit: where a new branch begins. For list_refs: which refs, with * for any text."
            ),
        ] + readingInputs + writingInputs + [
            .init("username", .text, "The user there; by ssh that of the address, or git, unless given.")
        ] + SSHAccess.inputs.map(described) + [
            .init(
                "ca_certificate", .text,
                "For https: certificates in PEM that are trusted instead of those of the system."),
            .init("client_certificate", .text, "For https: a certificate in PEM to show to the other side."),
            .init("client_key", .text, "For https: the private key of client_certificate, in PEM.", isSecret: true),
            .init(
                "verify_tls", .boolean, "For https: whether the certificate of the other side must be right.",
                fallback: true),
            .init(
                "max_response_bytes", .integer(0...(1 << 30)), "Bytes that the files, or the list of refs, may have.",
                fallback: .integer(10 << 20)),
            .init(
                "max_clone_bytes", .integer(1...(1 << 40)),
                "Bytes that may be fetched into the temporary clone at a time.", fallback: .integer(1 << 30)),
            .init("timeout_sec", .number(0.001...86400), "Seconds that all of it may take.", fallback: .integer(60)),
        ],
        alternatives: SSHAccess.alternatives,
        outputs: [
            .init("commit", "The id of the commit: got, made, or that of HEAD."),
            .init(
                "files",
                "After get: a table by path of {text} or {content_base64}, with executable = true for programs; a symbolic link is {link}."
            ),
            .init("branch", "After commit: the branch."),
            .init(
                "committed",
                "After commit: false when the files were like that already, so that there is no new commit."),
            .init("refs", "After list_refs: an array of {name, commit} by name; a tag gives the commit that it marks."),
            .init("default_branch", "After list_refs: the branch that HEAD is."),
        ],
        repetition: """
            A commit is made once: its message ends in a line Moonflow-Idempotency-Key, by which it is found on the branch \
            when the connection is performed again. The other operations change nothing.
            """,
        example: """
            operation = "get", repository = "https://git.example.com/team/site.git", ref = "main", \
            paths = {"flows", "*.md"}
            """)

    private static let readingInputs: [ConnectorInput] = [
        .init(
            "paths", .list(.text),
            "For get: files, folders with all that is in them, and patterns with *, ? and **; everything unless given."),
        .init(
            "encoding", .choice(["text", "base64"]),
            "For get: how files come back; what is not UTF-8 comes back as base64 in any case.", fallback: "text"),
    ]

    private static let writingInputs: [ConnectorInput] = [
        .init("branch", .text, "For commit: the branch."),
        .init(
            "create_branch", .boolean, "For commit: whether the branch is made when it is not there.", fallback: false),
        .init(
            "files",
            .list(
                .table([
                    .init("path", .text, "The path from the top of the repository on.", isRequired: true),
                    .init("content", .text, "What the file holds then: text."),
                    .init("content_base64", .text, "What the file holds then: any bytes, in base64."),
                    .init("delete", .boolean, "Whether the file, or the folder, goes.", fallback: false),
                    .init("executable", .boolean, "Whether the file is a program.", fallback: false),
                ])), "For commit: what changes."),
        .init("message", .text, "For commit: the message."),
        .init("author_name", .text, "For commit: the name of the author; Moonflow unless given."),
        .init("author_email", .text, "For commit: the address of the author."),
        .init(
            "expected_commit", .text,
            "For commit: the id of the commit that the branch has to be at still; another one is a conflict."),
    ]

    /// The inputs of ssh, with what they are for here.
    private static func described(_ input: ConnectorInput) -> ConnectorInput {
        let summary =
            input.name == "password" ? "The password or token, for https and for ssh." : "For ssh: \(input.summary)"
        return ConnectorInput(
            input.name, input.type, summary, isRequired: input.isRequired, fallback: input.fallback,
            isSecret: input.isSecret, takesSecrets: input.takesSecrets)
    }
}
