public import FlowModel

/// The connector LDAP: searches of directories.
public struct LDAPConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.ldap

    private let egress: EgressGate

    /// Makes a connector.
    ///
    /// - Parameter egress: Where connections may go.
    public init(egress: EgressPolicy = .unrestricted) {
        self.init(egress: egress, resolver: .system)
    }

    init(egress: EgressPolicy, resolver: HostResolver) {
        self.egress = EgressGate(egress, resolver: resolver)
    }

    /// The host of the directory.
    public func host(of inputs: JSONObject) -> String? { ServerEndpoint.host(of: inputs) }

    /// Searches a directory.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: The entries that were found.
    /// - Throws: `ResourceNotFoundError` when there is no such base, `ConnectionFailedError` for what else the directory
    ///   refuses, with `code` among its details; `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the
    ///   errors of wrong inputs. They name host and base, never the password.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try LDAPOrder(inputs)
        let egress = egress
        return try await performTimed(seconds: order.timeout, target: order.target) {
            () async throws(FlowError) -> JSONValue in
            let addresses = try await egress.addresses(of: order.server.host, target: order.target)
            return try await Self.search(order, addresses)
        }
    }

    private static func search(_ order: LDAPOrder, _ addresses: [NetworkAddress]) async throws(FlowError) -> JSONValue {
        let wire = LDAPWire()
        let outcome = await withTaskCancellationHandler {
            // libldap waits where nothing can wake it; cutting its connection does.
            async let _: Void = wire.cut(unlessReadyWithin: order.connectTimeout)
            return await BlockingWork.run { cancellation -> Result<JSONValue, FlowError> in
                do throws(FlowError) {
                    let session = try LDAPSession(order, addresses, wire, cancellation)
                    return .success(try session.search())
                } catch {
                    return .failure(error)
                }
            }
        } onCancel: {
            wire.cut(.cancelled)
        }
        guard let outcome else {
            throw FlowError(.connectionFailed, "\(order.target): the system has no thread left for it")
        }
        return try outcome.get()
    }
}
