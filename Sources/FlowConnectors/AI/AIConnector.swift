public import FlowModel

/// The connector AI: language models.
public final class AIConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.ai

    private let client: WebClient

    /// Makes a connector.
    ///
    /// - Parameter egress: Where requests may go.
    public convenience init(egress: EgressPolicy = .unrestricted) {
        self.init(WebClient(egress: egress, files: nil))
    }

    init(_ client: WebClient) { self.client = client }

    /// The host of the address.
    public func host(of inputs: JSONObject) -> String? { RESTOrder.host(of: inputs) }

    /// Asks a model.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: The answer.
    /// - Throws: `ConnectionFailedError` with what the service says of it in its details, `TimeoutExceededError`,
    ///   `PermissionDenied` for what the policy refuses, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try Self.order(inputs, idempotencyKey: request.idempotencyKey)
        let response = try await client.response(to: order)
        let target = order.target(order.method, order.address)
        let answer: ChatAnswer
        do throws(ChatAnswer.Fault) {
            // Some answer as one although they were asked for a stream.
            if let json = response.json {
                answer = try ChatAnswer(whole: json)
            } else if inputs["stream"] == true {
                answer = try ChatAnswer(stream: response.body)
            } else {
                throw ChatAnswer.Fault(reason: "is no JSON")
            }
        } catch {
            let reason = order.redactor.redacted(error.reason)
            throw FlowError(
                .connectionFailed, "\(target): \(error.details == nil ? "what came back " : "")\(reason)",
                details: error.details)
        }
        guard inputs["response_format"] != nil, var output = answer.output.object else { return answer.output }
        do throws(JSONError) {
            output["json"] = try JSONParser.parse(output["text"]?.text ?? "") as JSONValue
        } catch {
            // It stays a text; what form it has is up to the model.
        }
        return .object(output)
    }

    /// The request that asks a model.
    ///
    /// - Throws: `InvalidInputError` that names the input.
    static func order(_ inputs: JSONObject, idempotencyKey: String) throws(FlowError) -> RESTOrder {
        guard let messages = inputs["messages"]?.items, !messages.isEmpty else {
            throw FlowError(.invalidInput, "AI: messages is empty; give one at least")
        }
        for (index, message) in messages.enumerated() where message.object?["role"]?.text == nil {
            throw FlowError(
                .invalidInput, "AI: messages[\(index + 1)] must be a table with role and content")
        }
        let options = inputs["options"] ?? [:]
        guard var json = options.object else {
            throw FlowError(.invalidInput, "AI: options must be a table")
        }
        for name in [
            "model", "messages", "temperature", "max_tokens", "tools", "tool_choice", "response_format",
        ] {
            if let value = inputs[name] { json[name] = value }
        }
        if inputs["stream"] == true {
            json["stream"] = true
            if json["stream_options"] == nil { json["stream_options"] = ["include_usage": true] }
        }
        var own: JSONObject = ["method": "POST", "json": .object(json), "follow_redirects": 0]
        for name in ["url", "headers"] + WebInputs.names { own[name] = inputs[name] }
        if let key = inputs["api_key"]?.text {
            guard !key.isEmpty, key.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
                throw FlowError(.invalidInput, "AI: api_key is empty, or has blanks or other characters than ASCII")
            }
            own["auth"] = ["type": "bearer", "token": .string(key)]
        }
        var order = try RESTOrder(own, idempotencyKey: idempotencyKey, for: "AI")
        let redactor = order.redactor
        order.explanation = { response, target in
            guard let error = response.json?.object?["error"], error != .null else { return nil }
            let fault = ChatAnswer.fault(error)
            var details = fault.details?.object ?? [:]
            details["status_code"] = .integer(Int64(response.status))
            return FlowError(
                .connectionFailed, "HttpError \(response.status) from \(target): \(redactor.redacted(fault.reason))",
                details: .object(details))
        }
        return order
    }
}
