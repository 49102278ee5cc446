extension WebhookResponse {
    /// What the caller of a webhook gets for an execution as it is now.
    ///
    /// - An execution that ended with success answers with its `webhook_response`, if it has one, or else with 200 and
    ///   what it was given and returned, as JSON.
    /// - One that ended otherwise answers with 500, its id and its status: what went wrong is for those who run it.
    /// - One that goes on answers with 202, its id and its status: for callers that do not wait.
    public init(of execution: ExecutionRecord) {
        if execution.status.isSuccessful, let response = WebhookResponse(json: execution["webhook_response"]) {
            self = response
            return
        }
        var fields: JSONObject = [
            "id": .string(execution.id.description), "status": .string(execution.status.rawValue),
        ]
        if execution.status.isSuccessful {
            for name in ["name", "message", "input_value", "output_value"] { fields[name] = execution[name] }
        }
        statusCode = execution.status.isSuccessful ? 200 : execution.status.isEnded ? 500 : 202
        headers = []
        contentType = Self.jsonType
        content = .text(JSONWriter.text(.object(fields)))
    }

    /// The content type of JSON.
    public static let jsonType = "application/json"
}
