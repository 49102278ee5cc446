public import FlowModel

extension ConnectorInterface {
    /// What every FILE connector takes and gives.
    public static let file = ConnectorInterface(
        type: "FILE",
        summary: "Reads, writes and arranges files below a folder that the operator allows.",
        inputs: [
            .init(
                "operation", .choice(["read", "write", "append", "list", "delete", "move", "info"]),
                "What is to be done.",
                isRequired: true),
            .init(
                "path", .text, "The file or folder, from the allowed folder on; list takes the whole folder without it."
            ),
            .init("to", .text, "For move: the new path."),
            .init("content", .text, "For write and append: text."),
            .init("content_base64", .text, "For write and append: any bytes, in base64."),
            .init(
                "encoding", .choice(["text", "base64"]), "For read: how the content comes back; text must be UTF-8.",
                fallback: "text"),
            .init(
                "max_bytes", .integer(0...(1 << 30)), "For read: bytes that the file may have.",
                fallback: .integer(10 << 20)),
            .init(
                "overwrite", .boolean, "For write and move: whether a file that is there is replaced.", fallback: true),
            .init("must_exist", .boolean, "For delete: whether it is an error when nothing is there.", fallback: false),
            .init(
                "recursive", .boolean,
                "For list: folders inside of folders too. For delete: a folder with all that is in it.", fallback: false
            ),
            .init(
                "max_entries", .integer(1...100_000), "For list: how many entries come back at most.", fallback: 10_000),
        ],
        alternatives: [["content", "content_base64"]],
        outputs: [
            .init("path", "The path."),
            .init("text", "After read: the content, unless base64 was asked for."),
            .init("content_base64", "After read: the content as base64, when that was asked for."),
            .init("bytes", "After read, write and append: how many bytes were read or written; after info: the size."),
            .init(
                "entries", "After list: an array of {path, type, bytes} by name; type is file, folder or other."),
            .init("is_complete", "After list: false when there are more entries than max_entries."),
            .init("exists", "After info: whether something is there."),
            .init("type", "After info: file, folder or other."),
            .init("deleted", "After delete: whether something was there."),
            .init("to", "After move: the new path."),
        ],
        repetition: """
            A write is done again, with the same result. An append, a move, a delete and a write without overwrite are \
            remembered for a week by their idempotency keys, in .moonflow-marks below the folder, and act once. A file that is written is \
            whole or as it was at every moment; one that is appended to ends in a part of the new text until the connection \
            has been performed again.
            """,
        example: "operation = \"write\", path = \"reports/today.txt\", content = report")
}
