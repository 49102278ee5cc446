import AsyncHTTPClient
public import FlowModel
import NIOCore
import NIOHTTP1

/// The connector REST: HTTP requests.
///
/// One value serves any number of connections, and keeps connections to hosts open for a few seconds for the next ones.
/// Use one in a program and call ``shutdown()`` at its end.
public final class RESTConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.rest

    let egress: EgressGate
    private let client: HTTPClient
    private static let usualConnectTimeout = 10.0

    /// Makes a connector.
    ///
    /// - Parameter egress: Where requests may go.
    public convenience init(egress: EgressPolicy = .unrestricted) {
        self.init(egress: egress, resolver: .system)
    }

    init(egress: EgressPolicy, resolver: HostResolver) {
        self.egress = EgressGate(egress, resolver: resolver)
        client = Self.client(connectTimeout: Self.usualConnectTimeout)
    }

    deinit {
        // Does nothing after a shutdown; without one the connections that are kept open are closed.
        client.shutdown { _ in }
    }

    /// Closes all connections; those under way fail.
    public func shutdown() async {
        try? await client.shutdown()
    }

    /// Makes a request and gives the response.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - request: The connection.
    /// - Returns: Status, headers and body.
    /// - Throws: `ConnectionFailedError`, `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the
    ///   errors of wrong inputs. They name method and address; no header, password, token and value of a query.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let order = try RESTOrder(inputs, idempotencyKey: request.idempotencyKey)
        let outcome = await withDeadline(seconds: order.timeout) { await self.tries(order) }
        switch outcome {
        case .success(let output)?: return output
        case .failure(let error)?: throw error
        case nil:
            let target = Self.target(order.method, order.address, order.redactor)
            throw Task.isCancelled
                ? FlowError(.connectionFailed, "\(target): cancelled")
                : FlowError(.timeoutExceeded, "\(target): not done within \(order.timeout) s (timeout_sec)")
        }
    }

    /// Method and address for people.
    static func target(_ method: String, _ address: WebAddress, _ redactor: Redactor) -> String {
        "REST \(method) \(redactor.redacted(address.shown))"
    }

    private func tries(_ order: RESTOrder) async -> Result<JSONValue, FlowError> {
        var delay = order.retries.delay
        var triesLeft = order.retries.limit
        while true {
            do throws(RESTFailure) {
                return .success(try await exchange(order).output(order.redactor))
            } catch {
                guard error.isPassing, triesLeft > 0, !Task.isCancelled else { return .failure(error.error) }
                triesLeft -= 1
                try? await Task.sleep(for: .seconds(max(delay, error.pause ?? 0)))
                // Cancelled, it slept for less, and nobody waits for another try.
                guard !Task.isCancelled else { return .failure(error.error) }
                delay = min(delay * 2, 3600)
            }
        }
    }

    /// Sends a request by a client that fits it, and hands the response to `use` while its connection is open.
    func send<Value: Sendable>(
        _ request: HTTPClientRequest, to pinned: (host: String, address: NetworkAddress)?, _ order: RESTOrder,
        _ use: @Sendable (HTTPClientResponse) async throws -> Value
    ) async throws -> Value {
        // Later than the deadline of the whole connection, which says more.
        let timeout = TimeAmount.nanoseconds(Int64((order.timeout + 60) * 1e9))
        guard pinned != nil || order.connectTimeout != Self.usualConnectTimeout else {
            return try await use(try await client.execute(request, timeout: timeout))
        }
        // Where it connects to, and for how long it tries, are properties of a client.
        let client = Self.client(connectTimeout: order.connectTimeout, pinned: pinned)
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await use(try await client.execute(request, timeout: timeout)))
        } catch {
            outcome = .failure(error)
        }
        try? await client.shutdown()
        return try outcome.get()
    }

    private static func client(
        connectTimeout: Double, pinned: (host: String, address: NetworkAddress)? = nil
    ) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        // Redirects are followed here, where each hop is checked.
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .nanoseconds(Int64(connectTimeout * 1e9)))
        configuration.decompression = .enabled(limit: .none)
        // One request a connection at a time, so that cancelling one closes its connection and no other.
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = .seconds(4)
        // The engine limits how many connections are under way.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 10_000
        configuration.connectionPool.retryConnectionEstablishment = false
        if let pinned { configuration.dnsOverride = [pinned.host: pinned.address.text] }
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
