public import FlowModel

/// The connector SQLITE: SQL in databases that are files below one folder.
public struct SQLiteConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.sqlite

    private let root: String

    /// Makes a connector.
    ///
    /// - Parameter root: The folder; it is made when something is done in it and it is not there.
    public init(root: String) { self.root = root }

    /// Performed again when it only reads or has a table of effects.
    public func crashPolicy(of inputs: JSONObject) -> CrashPolicy { SQLOrder.crashPolicy(of: inputs) }

    /// Runs statements.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: What the statements give.
    /// - Throws: `ResourceNotFoundError` for a file that is not there, `ConnectionFailedError` for what SQLite refuses, with
    ///   `code` among its details, `PermissionDenied` for statements that reach beyond the file, `LockTimeoutError`,
    ///   `TimeoutExceededError`, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try SQLiteOrder(inputs)
        let (root, key) = (root, request.idempotencyKey)
        return try await performTimed(seconds: order.sql.timeout, target: order.target) {
            () async throws(FlowError) -> JSONValue in
            try await BlockingWork.run(target: order.target) { (cancellation) throws(FlowError) -> JSONValue in
                let connection = try SQLiteConnection(order, root: root, cancellation)
                return try connection.perform(order.sql, key: key)
            }
        }
    }
}
