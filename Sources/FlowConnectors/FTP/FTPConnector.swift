import CCurl
public import FlowModel

/// The connector FTP: files on a server, in the clear or with TLS.
public struct FTPConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.ftp

    private let gate: EgressGate
    static let kind = CurlEndpoint.Kind(
        type: "FTP", plainScheme: "ftp", secureScheme: "ftps", ports: [.none: 21, .starttls: 21, .tls: 990])

    /// Makes a connector.
    ///
    /// - Parameter egress: Where connections may go.
    public init(egress: EgressPolicy = .unrestricted) { self.init(egress: egress, resolver: .system) }

    init(egress: EgressPolicy, resolver: HostResolver) { gate = EgressGate(egress, resolver: resolver) }

    /// The server.
    public func host(of inputs: JSONObject) -> String? { inputs["host"]?.text?.lowercased() }

    /// A move asks: whether a file was moved before the crash, or never was there, looks the same.
    public func crashPolicy(of inputs: JSONObject) -> CrashPolicy {
        inputs["operation"] == "move" ? .ask : .atLeastOnce
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
        let endpoint = try CurlEndpoint(
            inputs, Self.kind, more: [.number(CURLOPT_FTP_FILEMETHOD, Int(CURLFTPMETHOD_NOCWD.rawValue))])
        return try await FTPOrder(inputs, to: endpoint, .ftp, idempotencyKey: request.idempotencyKey).perform(
            through: gate)
    }
}

extension FTPOrder {
    /// Carries the order out.
    func perform(through gate: EgressGate) async throws(FlowError) -> JSONValue {
        try await CurlSession.run(endpoint, through: gate) { session in
            do throws(CurlFault) {
                return .success(try FTPOperation(order: self, session: session).perform())
            } catch {
                return .failure(error.error(endpoint, name))
            }
        }
    }
}
