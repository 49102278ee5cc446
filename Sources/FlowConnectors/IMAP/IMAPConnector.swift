public import FlowModel

/// The connector IMAP: looks for mails in a mailbox, reads, marks and moves them.
public struct IMAPConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.imap

    private let gate: EgressGate

    /// Makes a connector.
    ///
    /// - Parameter egress: Where connections may go.
    public init(egress: EgressPolicy = .unrestricted) { self.init(egress: egress, resolver: .system) }

    init(egress: EgressPolicy, resolver: HostResolver) { gate = EgressGate(egress, resolver: resolver) }

    /// The mail server.
    public func host(of inputs: JSONObject) -> String? { inputs["host"]?.text?.lowercased() }

    /// Performs an operation on a mailbox.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the operation gives.
    /// - Throws: `ResourceNotFoundError` for a folder that is not there, `ConnectionFailedError`, `TimeoutExceededError`,
    ///   `PermissionDenied` for what the policy refuses, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try IMAPOrder(inputs)
        return try await CurlSession.run(order.endpoint, through: gate) { session in
            do throws(CurlFault) {
                // Beside what is asked for a server tells its name, its folders and its sizes.
                let client = try IMAPClient(session, byteLimit: order.endpoint.byteLimit + 1 << 20)
                return .success(try IMAPOperation(order: order, client: client).perform())
            } catch {
                return .failure(error.error(order.endpoint, order.name))
            }
        }
    }
}
