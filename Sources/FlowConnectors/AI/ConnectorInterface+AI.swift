public import FlowModel

extension ConnectorInterface {
    /// What every AI connector takes and gives.
    public static let ai = ConnectorInterface(
        type: "AI",
        summary: "Asks a language model, by the interface of chat completions.",
        inputs: [
            .init(
                "url", .text,
                "The address of chat completions, such as https://api.example.com/v1/chat/completions.",
                isRequired: true, takesSecrets: true),
            .init("api_key", .text, "The key, which goes into the header Authorization.", isSecret: true),
            WebInputs.headers,
            .init("model", .text, "The model.", isRequired: true),
            .init(
                "messages", .list(.json),
                "The messages, as in {{role = \"system\", content = \"...\"}, {role = \"user\", content = \"...\"}}.",
                isRequired: true),
            .init("temperature", .number(0...10), "How far the answer may be from the likeliest."),
            .init("max_tokens", .integer(1...10_000_000), "Tokens that the answer may have."),
            .init("tools", .list(.json), "Tools that the model may ask for, as the service has them."),
            .init("tool_choice", .json, "Whether and which tool the model asks for, as the service has it."),
            .init(
                "response_format", .json,
                "What form the answer has, as the service has it, such as {type = \"json_object\"}."),
            .init("options", .json, "A table of whatever else the service takes in a request."),
            .init(
                "stream", .boolean,
                "Whether the answer is asked for piece by piece: services that answer slowly keep the connection so. The output is the same.",
                fallback: false),
        ] + WebInputs.limits + [WebInputs.retries] + WebInputs.security,
        outputs: [
            .init("text", "The answer; empty when the model asks for tools only."),
            .init("json", "The answer once more, when `response_format` was given and it is JSON."),
            .init(
                "tool_calls",
                "What tools the model asks for: an array of {id, name, arguments}; `arguments_text` where the arguments are no JSON."
            ),
            .init("refusal", "What the model says when it refuses."),
            .init("finish_reason", "Why the answer ended, such as stop, length or tool_calls."),
            .init("usage", "The tokens that were used, as the service counts them."),
            .init("model", "The model that answered."),
        ],
        repetition: """
            The model is asked again, with the same header Idempotency-Key: it may answer something else, and the service may \
            count the tokens twice.
            """,
        example:
            "url = \"https://api.example.com/v1/chat/completions\", model = \"small\", messages = {{role = \"user\", content = \"Say hello\"}}"
    )
}
