public import FlowModel

extension ConnectorInterface {
    /// What every SSH connector takes and gives.
    public static let ssh = ConnectorInterface(
        type: "SSH",
        summary: "Runs a command or a script on another machine, by ssh.",
        inputs: SSHAccess.placeInputs + [
            .init("command", .text, "What the shell of the other side runs."),
            .init("arguments", .list(.text), "Arguments of command, each quoted for a shell of the kind of sh."),
            .init("script", .text, "A script that the interpreter reads from its standard input."),
            .init("interpreter", .text, "What script is for, as a command of the other side.", fallback: "/bin/sh"),
            .init("input", .text, "Text for the standard input of command.", takesSecrets: true),
            .init("input_base64", .text, "Bytes for the standard input of command, in base64."),
            .init(
                "pass_key", .boolean,
                "Whether the shell exports MOONFLOW_IDEMPOTENCY_KEY first; false where it is no shell that knows export.",
                fallback: true),
            ProcessReport.encodingInput,
            ProcessReport.expectedInput,
        ] + SSHAccess.inputs + [
            .init(
                "max_response_bytes", .integer(0...(1 << 30)), "Bytes that each of stdout and stderr may have.",
                fallback: .integer(10 << 20)),
            .init("timeout_sec", .number(0.001...86400), "Seconds that all of it may take.", fallback: .integer(60)),
        ],
        alternatives: [["command", "script"], ["input", "input_base64"]] + SSHAccess.alternatives,
        outputs: ProcessReport.outputs,
        repetition: """
            Nobody knows how far the command came, so the connection pauses and asks. One that can be repeated, or that \
            looks at the environment variable MOONFLOW_IDEMPOTENCY_KEY, which stays the same, may be given \
            after_crash = "at_least_once".
            """,
        crashPolicy: .ask,
        example: """
            host = "web1.example.com", username = "deploy", private_key = "${secret.DEPLOY_KEY}", \
            host_key = "ssh-ed25519 AAAAC3Nz...", command = "systemctl is-active nginx"
            """)
}
