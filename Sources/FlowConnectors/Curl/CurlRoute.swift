import CCurl
import FlowModel

/// How an endpoint is reached: by which addresses, and until when.
struct CurlRoute: Sendable {
    /// No connection goes to another.
    let addresses: [NetworkAddress]
    let deadline: ContinuousClock.Instant
    let settings: [CurlSetting]

    /// Finds the way to an endpoint.
    ///
    /// - Parameters:
    ///   - endpoint: Where it goes.
    ///   - gate: What may be reached.
    /// - Throws: `PermissionDenied`, `ConnectionFailedError` for a name that leads nowhere, `TimeoutExceededError`.
    init(to endpoint: CurlEndpoint, through gate: EgressGate) async throws(FlowError) {
        let deadline = ContinuousClock.now + .seconds(endpoint.timeout)
        let found = await withDeadline(seconds: endpoint.timeout) { () -> Result<[NetworkAddress], FlowError> in
            do throws(EgressGate.Refusal) {
                if let address = try await gate.admit(endpoint.host, target: endpoint.target) {
                    return .success([address])
                }
                return .success(await gate.resolver.addresses(endpoint.host))
            } catch {
                return .failure(error.error)
            }
        }
        guard !Task.isCancelled, let found else {
            throw CurlFault(reason: Task.isCancelled ? .cancelled : .late).error(endpoint)
        }
        let addresses = try found.get()
        guard !addresses.isEmpty else {
            throw FlowError(.connectionFailed, "\(endpoint.target): the host '\(endpoint.host)' is not known")
        }
        self.addresses = addresses
        self.deadline = deadline
        let places = addresses.map { $0.bytes.count == 4 ? $0.text : "[\($0.text)]" }.joined(separator: ",")
        // libcurl takes an address in place of a name as it is.
        let isName = NetworkAddress(endpoint.host) == nil
        settings = isName ? [.texts(CURLOPT_RESOLVE, ["\(endpoint.host):\(endpoint.port):\(places)"])] : []
    }
}

extension CurlSession {
    /// Runs a session with an endpoint on a thread of its own.
    ///
    /// - Parameters:
    ///   - endpoint: Where it goes.
    ///   - gate: What may be reached.
    ///   - work: What is done.
    /// - Returns: What the work gives.
    /// - Throws: What the work throws, and what keeps the endpoint from being reached, as the script sees it.
    static func run<Value: Sendable>(
        _ endpoint: CurlEndpoint, through gate: EgressGate,
        _ work: @escaping @Sendable (CurlSession) -> Result<Value, FlowError>
    ) async throws(FlowError) -> Value {
        let route = try await CurlRoute(to: endpoint, through: gate)
        let result = await BlockingWork.run { cancellation -> Result<Value, FlowError>? in
            CurlSession(endpoint, route, cancellation).map(work)
        }
        guard let result = result ?? nil else {
            throw FlowError(.connectionFailed, "\(endpoint.target): there is no thread or no memory left for it")
        }
        return try result.get()
    }
}
