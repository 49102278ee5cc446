public import FlowModel

extension ConnectorInterface {
    /// What every S3 connector takes and gives.
    public static let s3 = ConnectorInterface(
        type: "S3",
        summary: "Keeps objects in a store that speaks the protocol of S3.",
        inputs: placeInputs + accessInputs + objectInputs + listInputs + WebInputs.limits + [WebInputs.retries]
            + WebInputs.security,
        alternatives: [["content", "content_base64", "json", "body_file"]],
        outputs: [
            .init("key", "The key of the object."),
            .init("json", "After get: the content, when its content type is JSON and it is."),
            .init("text", "After get: the content, when it is other text in UTF-8."),
            .init("content_base64", "After get: the content, when it is neither."),
            .init("file", "After get with `save_to`: `path`, `bytes` and `sha256` of the file."),
            .init("exists", "After head: whether there is such an object."),
            .init("bytes", "After get, head and put: the size."),
            .init("etag", "After get, head, put and copy: what the store names this content by."),
            .init("content_type", "After get and head: the content type."),
            .init("last_modified", "After get and head: when it was last changed, as the store has it."),
            .init("metadata", "After get and head: texts by name that were put with the object."),
            .init("version", "After put and copy: the version, where the store keeps them."),
            .init("entries", "After list: an array of {key, bytes, etag, last_modified}, in the order of the store."),
            .init("folders", "After list with delimiter: the beginnings of keys up to it."),
            .init("is_complete", "After list: false when there are more."),
            .init("continuation", "After list that is not complete: where the next one goes on."),
            .init("url", "After presign: the address, which anybody can use until it is over."),
        ],
        repetition: """
            It is done again, with the same result: the same content under the same key. A put without overwrite knows by the \
            idempotency key, which is kept with the object, that it was its own.
            """,
        example:
            "operation = \"put\", bucket = \"reports\", key = \"2026/may.csv\", content = csv, region = \"eu-central-1\""
    )

    private static let placeInputs: [ConnectorInput] = [
        .init(
            "operation", .choice(["get", "put", "delete", "list", "head", "copy", "presign"]), "What is to be done.",
            isRequired: true),
        .init("bucket", .text, "The bucket.", isRequired: true),
        .init("key", .text, "The key of the object; all but list need it."),
        .init(
            "endpoint", .text,
            "The address of the store, such as https://s3.example.com; that of Amazon in the region unless given."),
        .init("region", .text, "The region that requests are signed for.", fallback: "us-east-1"),
        .init(
            "path_style", .boolean,
            "Whether the bucket is in the path of the address, not in its host; true with an endpoint unless given."),
    ]

    private static let accessInputs: [ConnectorInput] = [
        .init("access_key", .text, "The name of the key that signs.", isRequired: true, takesSecrets: true),
        .init("secret_key", .text, "The key that signs.", isRequired: true, isSecret: true),
        .init("session_token", .text, "What belongs to a key that holds for a while.", isSecret: true),
    ]

    private static let objectInputs: [ConnectorInput] = [
        .init("content", .text, "For put: text.", takesSecrets: true),
        .init("content_base64", .text, "For put: any bytes, in base64."),
        .init("json", .json, "For put: a value, which is written as JSON.", takesSecrets: true),
        .init("body_file", .text, "For put: a file below the folder of files, whatever its size."),
        .init("content_type", .text, "For put: the content type, where it is not the usual one of the content."),
        .init("metadata", .scalars, "For put: texts that are kept with the object, by name."),
        .init("overwrite", .boolean, "For put: whether an object that is there is replaced.", fallback: true),
        .init(
            "save_to", .text,
            "For get: a file below the folder of files that the content is saved in, whatever its size."),
        .init(
            "max_file_bytes", .integer(0...(1 << 40)), "For get with save_to: bytes that the object may have.",
            fallback: .integer(10 << 30)),
        .init("source_bucket", .text, "For copy: the bucket of the source; the same unless given."),
        .init("source_key", .text, "For copy: the key of the source."),
        .init(
            "method", .choice(["GET", "PUT"]), "For presign: what the address is good for.", fallback: "GET"),
        .init(
            "expires_sec", .integer(1...604_800), "For presign: seconds that the address is good for.", fallback: 3600),
    ]

    private static let listInputs: [ConnectorInput] = [
        .init("prefix", .text, "For list: what keys begin with."),
        .init("delimiter", .text, "For list: what ends a folder, usually /; keys with more after it are left out."),
        .init("continuation", .text, "For list: where it goes on, from the list before."),
        .init(
            "max_entries", .integer(1...100_000), "For list: how many entries come back at most.", fallback: 1000),
    ]
}
