public import FlowModel

/// The connector SQLITE: SQL in databases that are files below one folder.
public struct SQLiteConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.sqlite

    private let root: String
    private let fileLimit: Int

    /// Makes a connector.
    ///
    /// - Parameters:
    ///   - root: The folder; it is made when something is done in it and it is not there.
    ///   - fileLimit: Bytes that no database may come to have.
    public init(root: String, fileLimit: Int = 1 << 30) {
        self.root = root
        self.fileLimit = fileLimit
    }

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
        let (root, fileLimit, key, target) = (root, fileLimit, request.idempotencyKey, order.target)
        return try await performTimed(seconds: order.sql.timeout, target: target) {
            () async throws(FlowError) -> JSONValue in
            let cancelled = FlowError(.connectionFailed, "\(target): cancelled")
            // One step of SQLite, such as looking for a long text in a longer one, cannot be interrupted.
            let outcome = await BlockingWork.run(
                stackSize: SQLiteConnection.stackSize, patience: .seconds(2), abandoned: .failure(cancelled)
            ) { cancellation -> Result<JSONValue, FlowError> in
                do throws(FlowError) {
                    let connection = try SQLiteConnection(order, root: root, fileLimit: fileLimit, cancellation)
                    return .success(try connection.perform(order.sql, key: key))
                } catch {
                    return .failure(error)
                }
            }
            guard let outcome else {
                throw FlowError(.connectionFailed, "\(target): the system has no thread left for it")
            }
            return try outcome.get()
        }
    }
}
