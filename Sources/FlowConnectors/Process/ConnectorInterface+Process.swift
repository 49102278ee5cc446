public import FlowModel

extension ConnectorInterface {
    /// What every PROCESS connector takes and gives.
    public static let process = ConnectorInterface(
        type: "PROCESS",
        summary: "Runs a program of the machine that Moonflow runs on, as far as its operator allows it.",
        inputs: [
            .init("command", .text, "The program: a name that is looked up in PATH, or an absolute path."),
            .init(
                "arguments", .list(.text),
                "Its arguments, each as it is given: no shell sees them. With script they are $1 and so on."),
            .init("shell", .boolean, "Whether script is run by /bin/sh.", fallback: false),
            .init("script", .text, "With shell: a script for /bin/sh."),
            .init(
                "environment", .scalars,
                "Environment variables, beside PATH, HOME, TMPDIR and LANG; there are no others.", isSecret: true),
            .init(
                "working_directory", .text,
                "The folder it runs in, as an absolute path; an empty one that is removed at the end unless given."),
            .init("input", .text, "Text for its standard input.", takesSecrets: true),
            .init("input_base64", .text, "Bytes for its standard input, in base64."),
            ProcessReport.encodingInput,
            ProcessReport.expectedInput,
            .init(
                "max_response_bytes", .integer(0...(1 << 30)), "Bytes that each of stdout and stderr may have.",
                fallback: .integer(10 << 20)),
            .init(
                "timeout_sec", .number(0.001...86400),
                "Seconds that it may run. After that, and on cancel, its group is told to end, and killed 5 seconds later.",
                fallback: .integer(60)),
        ],
        alternatives: [["command", "script"], ["input", "input_base64"]],
        outputs: ProcessReport.outputs + [
            .init("signal", "The number of the signal that ended the program, when one did.")
        ],
        repetition: """
            Nobody knows how far the program came, so the connection pauses and asks. One that can be repeated, or that looks \
            at the environment variable MOONFLOW_IDEMPOTENCY_KEY, which stays the same, may be given \
            after_crash = "at_least_once".
            """,
        crashPolicy: .ask,
        example: "command = \"pdftotext\", arguments = {\"-\", \"-\"}, input_base64 = pdf")
}
