public import FlowModel

/// The connector REST: HTTP requests.
///
/// One value serves any number of connections, and keeps connections to hosts open for a few seconds for the next ones.
/// Use one in a program and call ``shutdown()`` at its end.
public final class RESTConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.rest

    private let client: WebClient

    /// Makes a connector.
    ///
    /// - Parameters:
    ///   - egress: Where requests may go.
    ///   - files: The folder that large bodies are read from and saved in; nil for none.
    public convenience init(egress: EgressPolicy = .unrestricted, files: String? = nil) {
        self.init(WebClient(egress: egress, files: files))
    }

    convenience init(egress: EgressPolicy, resolver: HostResolver) {
        self.init(WebClient(egress: egress, files: nil, resolver: resolver))
    }

    init(_ client: WebClient) { self.client = client }

    /// Closes all connections; those under way fail.
    public func shutdown() async { await client.shutdown() }

    /// The host of the address; with a proxy, that too: `api.example.com (proxy.example.com)`.
    ///
    /// A proxy sees what is not encrypted, so that a secret for the host alone is not for a proxy that a script names.
    public func host(of inputs: JSONObject) -> String? { RESTOrder.host(of: inputs) }

    /// Makes a request and gives the response.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: Status, headers and body.
    /// - Throws: `ConnectionFailedError`, `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the
    ///   errors of wrong inputs. They name method and address; no header, password, token and value of a query.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        var order = try RESTOrder(inputs, idempotencyKey: request.idempotencyKey)
        order.secrets = request.filledIn
        order.redactor.hide(request.filledIn)
        if request.allowedHosts != nil { order.allowsHost = { request.allows(host: $0) } }
        return try await client.response(to: order).output(order.redactor)
    }
}
