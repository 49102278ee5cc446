public import FlowModel

/// The connector SQLPG: SQL in databases of PostgreSQL.
///
/// Each connection of a flow has a connection to the database of its own, which is closed in every case.
public struct PostgreSQLConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.sqlpg

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

    /// The host of the database.
    public func host(of inputs: JSONObject) -> String? { ServerEndpoint.host(of: inputs) }

    /// Performed again when it only reads or has a table of effects.
    public func crashPolicy(of inputs: JSONObject) -> CrashPolicy { SQLOrder.crashPolicy(of: inputs) }

    /// Runs statements.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the statements give.
    /// - Throws: `ConnectionFailedError`, for what the database refuses too, with `sqlstate` among its details;
    ///   `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the errors of wrong inputs. They name
    ///   user, host and database, never the password.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try PostgreSQLOrder(inputs)
        let (egress, target, key) = (egress, order.target, request.idempotencyKey)
        return try await performTimed(seconds: order.sql.timeout, target: target) {
            () async throws(FlowError) -> JSONValue in
            let addresses = try await egress.addresses(of: order.server.host, target: target)
            return try await BlockingWork.run(target: target) { (cancellation) throws(FlowError) -> JSONValue in
                let connection = try PostgreSQLConnection(order, addresses, cancellation)
                return try connection.perform(order.sql, key: key)
            }
        }
    }
}
