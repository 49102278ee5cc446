import FlowModel

extension ExecutionState {
    /// Decides the end of an execution that answers the caller of its webhook.
    ///
    /// Without a webhook the answer is kept all the same, so that a flow can be tried by itself.
    ///
    /// - Throws: `InvalidInputError` for an argument that cannot be sent; the execution goes on.
    mutating func answerWebhook(
        _ method: String, _ arguments: BoundArguments, at now: ScriptTime
    ) throws(FlowError) -> HostCallAction {
        let (content, usualType) = try webhookContent(method, arguments)
        func given(_ name: String) throws(FlowError) -> JSONValue {
            try (arguments.named[name] ?? .null).json(named: name)
        }
        let response = try WebhookResponse(
            content, statusCode: try given("status_code"), headers: try given("headers"),
            contentType: try given("content_type"), usualType: usualType)
        let fields: JSONObject = ["webhook_response": response.json]
        record.saveChecked(fields, at: now)
        effects.changes.append(.save(fields, at: now))
        return end(.endedSuccess, message: nil)
    }

    private func webhookContent(
        _ method: String, _ arguments: BoundArguments
    ) throws(FlowError) -> (WebhookResponse.Content, String?) {
        switch method {
        case "webhook_html_response": return (.text(arguments.text("html") ?? ""), "text/html; charset=utf-8")
        case "webhook_json_response":
            let value = try (arguments.named["value"] ?? .null).json(named: "value")
            return (.text(JSONWriter.text(value)), WebhookResponse.jsonType)
        case "webhook_bytes_response":
            let bytes = arguments.text("content") ?? ""
            return (.base64(Base64.encoded(bytes.utf8)), "application/octet-stream")
        case "webhook_base64_response":
            return (.base64(arguments.text("content_b64") ?? ""), "application/octet-stream")
        default:
            switch try (arguments.named["body"] ?? .null).json(named: "body") {
            case .null: return (.none, nil)
            case .string(let text): return (.text(text), "text/plain; charset=utf-8")
            case let value: return (.text(JSONWriter.text(value)), WebhookResponse.jsonType)
            }
        }
    }
}
