import AsyncHTTPClient
import FlowModel
import NIOCore
import NIOHTTP1

/// Makes requests over HTTP for connectors: with redirects, retries, a deadline, limits, and held to a policy.
///
/// One value serves any number of connections, and keeps connections to hosts open for a few seconds for the next ones.
final class WebClient: Sendable {
    let egress: EgressGate
    /// The folder for what is too large for an answer; nil where none is granted.
    let files: String?

    /// For answers of the usual size, of larger ones, and for files, which come as they were sent.
    private let clients: [HTTPClient]
    private static let usualConnectTimeout = 10.0
    private static let usualByteLimit = 10 << 20

    init(egress: EgressPolicy, files: String?, resolver: HostResolver = .system) {
        self.egress = EgressGate(egress, resolver: resolver)
        self.files = files
        clients = Unpacking.all.map { Self.client($0, connectTimeout: Self.usualConnectTimeout) }
    }

    deinit {
        // Does nothing after a shutdown; without one the connections that are kept open are closed.
        for client in clients { client.shutdown { _ in } }
    }

    /// Closes all connections; those under way fail.
    func shutdown() async {
        for client in clients { try? await client.shutdown() }
    }

    /// Makes a request, again where it may go better, and gives the response that is no failure.
    ///
    /// - Throws: `ConnectionFailedError`, `TimeoutExceededError`, or `PermissionDenied` for what the policy refuses. They name
    ///   connector, method and address; no header, password, token and value of a query.
    func response(to order: RESTOrder) async throws(FlowError) -> RESTResponse {
        let outcome = await withDeadline(seconds: order.timeout) { await self.tries(order) }
        switch outcome {
        case .success(let response)?: return response
        case .failure(let error)?: throw error
        case nil:
            let target = order.target(order.method, order.address)
            throw Task.isCancelled
                ? FlowError(.connectionFailed, "\(target): cancelled")
                : FlowError(.timeoutExceeded, "\(target): not done within \(order.timeout) s (timeout_sec)")
        }
    }

    private func tries(_ order: RESTOrder) async -> Result<RESTResponse, FlowError> {
        var delay = order.retries.delay
        var triesLeft = order.retries.limit
        while true {
            do throws(RESTFailure) {
                return .success(try await exchange(order))
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

    /// Where a request goes, as far as it is not up to the system.
    struct Route: Sendable {
        /// The address that the host was checked by; nil for any that its name leads to.
        var pinned: (host: String, address: NetworkAddress)?
        var proxy: HTTPClient.Configuration.Proxy?
    }

    /// Sends a request by a client that fits it, and hands the response to `use` while its connection is open.
    func send<Value: Sendable>(
        _ request: HTTPClientRequest, by route: Route, _ order: RESTOrder,
        _ use: @Sendable (HTTPClientResponse) async throws -> Value
    ) async throws -> Value {
        // Later than the deadline of the whole connection, which says more.
        let timeout = TimeAmount.nanoseconds(Int64((order.timeout + 60) * 1e9))
        let unpacking: Unpacking =
            order.saveTo != nil ? .none : order.byteLimit > Self.usualByteLimit ? .large : .usual
        guard
            route.pinned != nil || route.proxy != nil || order.connectTimeout != Self.usualConnectTimeout
        else {
            return try await use(try await clients[unpacking.rawValue].execute(request, timeout: timeout))
        }
        // Where it connects to, and for how long it tries, are properties of a client.
        let client = Self.client(unpacking, connectTimeout: order.connectTimeout, route)
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await use(try await client.execute(request, timeout: timeout)))
        } catch {
            outcome = .failure(error)
        }
        try? await client.shutdown()
        return try outcome.get()
    }

    /// How packed answers are unpacked.
    private enum Unpacking: Int {
        /// As far as answers of the usual size go: a few bytes on the wire can become many in memory before anybody sees them.
        case usual
        case large
        case none

        static let all: [Unpacking] = [.usual, .large, .none]

        var setting: HTTPClient.Decompression {
            switch self {
            case .usual: .enabled(limit: .size(WebClient.usualByteLimit + 1 << 16))
            case .large: .enabled(limit: .none)
            case .none: .disabled
            }
        }
    }

    private static func client(
        _ unpacking: Unpacking, connectTimeout: Double, _ route: Route = Route()
    ) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        // Redirects are followed here, where each hop is checked.
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .nanoseconds(Int64(connectTimeout * 1e9)))
        configuration.decompression = unpacking.setting
        // One request a connection at a time, so that cancelling one closes its connection and no other.
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = .seconds(4)
        // The engine limits how many connections are under way.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 10_000
        configuration.connectionPool.retryConnectionEstablishment = false
        if let pinned = route.pinned { configuration.dnsOverride = [pinned.host: pinned.address.text] }
        configuration.proxy = route.proxy
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
