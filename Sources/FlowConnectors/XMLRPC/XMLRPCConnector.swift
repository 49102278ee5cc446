public import FlowModel

/// The connector XMLRPC: methods of XML-RPC services.
public final class XMLRPCConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.xmlrpc

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

    /// Calls a method.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the method returned.
    /// - Throws: `ConnectionFailedError`, for a fault with `fault_code` and `fault_string` in its details;
    ///   `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let method = inputs["method"]?.text ?? ""
        // What a redirect makes of a call is no call any more.
        var own: JSONObject = ["method": "POST", "follow_redirects": 0]
        for name in ["url", "headers", "auth"] + WebInputs.names { own[name] = inputs[name] }
        var order = try RESTOrder(own, idempotencyKey: request.idempotencyKey, for: "XMLRPC")
        do throws(XMLFault) {
            let call = try XMLRPCCoding.call(method, inputs["params"]?.items ?? [])
            order.body = RESTBody(bytes: call, contentType: "text/xml")
        } catch {
            throw FlowError(.invalidInput, "XMLRPC: what is to be sent \(error.reason)")
        }
        let response = try await client.response(to: order)
        let target = "\(order.target(order.method, order.address)) \(method)"
        let answer: XMLRPCCoding.Answer
        do throws(XMLFault) {
            answer = try XMLRPCCoding.answer(response.body)
        } catch {
            let beginning = response.beginning(order.redactor).map { "; the response begins: \($0)" } ?? ""
            throw FlowError(.connectionFailed, "\(target): what came back \(error.reason)\(beginning)")
        }
        switch answer {
        case .value(let value): return ["value": value]
        case .fault(let code, let text):
            throw FlowError(
                .connectionFailed, "\(target): fault \(code): \(order.redactor.redacted(text))",
                details: ["fault_code": .integer(code), "fault_string": .string(text)])
        }
    }
}
