import FlowModel
import Synchronization

/// Stands in for the connector of an interface, so that the engine checks the inputs of its connections.
struct CheckedConnections: TypedConnector {
    let interface: ConnectorInterface
    let stubs: StubbedConnections

    // Asks the test with what the flow gave, without defaults, and also where it is wrong: the test waits for each request.
    func perform(_ request: ConnectorRequest) async throws(FlowError) -> JSONValue { try await stubs.perform(request) }

    func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        try await stubs.perform(request)
    }
}

/// Performs connections by waiting for what the test says of them; nothing outside is reached.
final class StubbedConnections: Connector {
    /// The types that a flow can connect to without a stub, which then says that it is missing.
    static let types = [
        "AWS", "AZURE", "AZUREAI", "FTP", "GIT", "GOOGLE", "IMAP", "K8S", "LDAP", "MSTEAMS", "MYSQL", "OPENAI", "PS",
        "REDIS", "REST", "SCP", "SMB", "SMTP", "SOAP", "SQLMSSQL", "SQLORACLE", "SQLPG", "SSH", "VAULT", "WEBDAV",
        "XMLRPC",
    ]

    private struct State {
        var requests: [ExecutionID: ConnectorRequest] = [:]
        var waiting: [ExecutionID: CheckedContinuation<Result<JSONValue, FlowError>, Never>] = [:]
        var cancelled: Set<ExecutionID> = []
        var arrival: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func perform(_ request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let id = request.execution
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isCancelled, arrival) = state.withLock { state in
                    state.requests[id] = request
                    let isCancelled = state.cancelled.contains(id)
                    if !isCancelled { state.waiting[id] = continuation }
                    defer { state.arrival = nil }
                    return (isCancelled, state.arrival)
                }
                if isCancelled { continuation.resume(returning: Self.cancellation) }
                arrival?.resume()
            }
        } onCancel: {
            let continuation = state.withLock { state in
                state.cancelled.insert(id)
                return state.waiting.removeValue(forKey: id)
            }
            continuation?.resume(returning: Self.cancellation)
        }
        return try result.get()
    }

    private static let cancellation: Result<JSONValue, FlowError> = .failure(
        FlowError(.internalError, "the connection was cancelled"))

    /// The requests of connections that the engine has begun, once all of them have come, in the order of their creation.
    func requests(of ids: [ExecutionID]) async -> [ConnectorRequest] {
        while true {
            let found = state.withLock { state in ids.sorted().compactMap { state.requests[$0] } }
            if found.count == ids.count { return found }
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    let isThere = ids.allSatisfy { state.requests[$0] != nil }
                    if !isThere { state.arrival = continuation }
                    return isThere
                }
                if isThere { continuation.resume() }
            }
        }
    }

    /// Ends a connection; nothing happens when nobody waits for it.
    func answer(_ id: ExecutionID, _ result: Result<JSONValue, FlowError>) {
        state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: result)
    }
}
