public import FlowModel

/// The connector WEBDAV: files on a web server.
public struct WebDAVConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.webDAV

    private let gate: EgressGate

    /// Makes a connector.
    ///
    /// - Parameter egress: Where connections may go.
    public init(egress: EgressPolicy = .unrestricted) { self.init(egress: egress, resolver: .system) }

    init(egress: EgressPolicy, resolver: HostResolver) { gate = EgressGate(egress, resolver: resolver) }

    /// The server.
    public func host(of inputs: JSONObject) -> String? { (try? WebAddress(inputs["url"]?.text ?? ""))?.host }

    /// What may find itself done asks: a move, and a put or delete that depends on what is there.
    public func crashPolicy(of inputs: JSONObject) -> CrashPolicy {
        let operation = inputs["operation"]?.text ?? ""
        let depends = inputs["if_match"] != nil || inputs["overwrite"] == false
        return operation == "move" || depends && ["put", "delete"].contains(operation) ? .ask : .atLeastOnce
    }

    /// Performs an operation on files of a server.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the operation gives.
    /// - Throws: `ResourceNotFoundError`, `ConnectionFailedError`, `TimeoutExceededError`, `PermissionDenied` for what the
    ///   policy refuses, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try WebDAVOrder(inputs)
        return try await CurlSession.run(order.endpoint, through: gate) { session in
            do throws(CurlFault) {
                return .success(try WebDAVOperation(order: order, session: session).perform())
            } catch {
                return .failure(error.error(order.endpoint, order.name))
            }
        }
    }
}
