public import FlowModel

/// The connector SOAP: operations of SOAP services.
public final class SOAPConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.soap

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

    /// Calls an operation.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: The body of the answer.
    /// - Throws: `ConnectionFailedError`, for a fault with `fault_code`, `fault_string` and `detail` in its details;
    ///   `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try Self.order(inputs, idempotencyKey: request.idempotencyKey)
        let response = try await client.response(to: order)
        let target = order.target(order.method, order.address)
        let lists = Set((inputs["lists"]?.items ?? []).compactMap(\.text))
        let envelope: SOAPEnvelope
        do throws(XMLFault) {
            envelope = try SOAPEnvelope(response.body, lists: lists)
        } catch {
            let beginning = response.beginning(order.redactor).map { "; the response begins: \($0)" } ?? ""
            guard response.status < 300 else {
                throw FlowError(
                    .connectionFailed, "HttpError \(response.status) from \(target)\(beginning)",
                    details: ["status_code": .integer(Int64(response.status))])
            }
            throw FlowError(.connectionFailed, "\(target): what came back \(error.reason)\(beginning)")
        }
        if let fault = envelope.fault {
            throw FlowError(
                .connectionFailed, "\(target): fault \(fault.code): \(order.redactor.redacted(fault.text))",
                details: [
                    "fault_code": .string(fault.code), "fault_string": .string(fault.text), "detail": fault.detail,
                    "status_code": .integer(Int64(response.status)),
                ])
        }
        var output: JSONObject = ["body": .object(envelope.body)]
        if !envelope.header.isEmpty { output["header"] = .object(envelope.header) }
        return .object(output)
    }

    /// The request that calls an operation.
    ///
    /// - Throws: `MissingInputError` or `InvalidInputError` that names the input.
    static func order(_ inputs: JSONObject, idempotencyKey: String) throws(FlowError) -> RESTOrder {
        let version = SOAPEnvelope.Version(rawValue: inputs["version"]?.text ?? "") ?? .v11
        let action = inputs["action"]?.text ?? ""
        guard action.utf8.allSatisfy({ 0x20...0x7E ~= $0 && $0 != UInt8(ascii: "\"") }) else {
            throw FlowError(.invalidInput, "SOAP: action has quotes or other characters than ASCII")
        }
        var headers = inputs["headers"]?.object ?? [:]
        var type = "text/xml; charset=utf-8"
        switch version {
        case .v11: headers["SOAPAction"] = .string("\"\(action)\"")
        case .v12: type = "application/soap+xml; charset=utf-8" + (action.isEmpty ? "" : "; action=\"\(action)\"")
        }
        headers["Accept"] = headers["Accept"] ?? "application/soap+xml, text/xml"
        // What a redirect makes of a call is no call any more.
        var own: JSONObject = ["method": "POST", "headers": .object(headers), "follow_redirects": 0]
        // A fault comes with the status of an error.
        own["expected_status"] = ["200-299", 400, 500]
        for name in ["url", "auth"] + WebInputs.names { own[name] = inputs[name] }
        var order = try RESTOrder(own, idempotencyKey: idempotencyKey, for: "SOAP")
        order.body = RESTBody(bytes: try envelope(inputs, version), contentType: type)
        return order
    }

    private static func envelope(
        _ inputs: JSONObject, _ version: SOAPEnvelope.Version
    ) throws(FlowError) -> [UInt8] {
        if let text = inputs["envelope"]?.text {
            do throws(XMLFault) {
                _ = try XMLReader.read(Array(text.utf8))
            } catch {
                throw FlowError(.invalidInput, "SOAP: envelope \(error.reason)")
            }
            return Array(text.utf8)
        }
        guard let body = inputs["body"] else {
            throw FlowError(.missingInput, "SOAP: the input 'body' is missing; give a table")
        }
        guard let table = body.object else {
            throw FlowError(
                .invalidInput, "SOAP: body must be a table of elements; got a value of the type \(body.kind)")
        }
        let header = inputs["header"]
        guard header == nil || header?.object != nil else {
            throw FlowError(.invalidInput, "SOAP: header must be a table of elements")
        }
        do throws(XMLFault) {
            return try SOAPEnvelope.write(
                body: table, header: header?.object, version: version, namespace: inputs["namespace"]?.text,
                namespaces: RESTOrder.pairs(inputs["namespaces"]))
        } catch {
            throw FlowError(.invalidInput, "SOAP: what is to be sent \(error.reason)")
        }
    }
}
