import CCurl
public import FlowModel

/// The connector SFTP: files on a server by SSH.
public struct SFTPConnector: TypedConnector {
    /// What it takes and gives.
    public let interface = ConnectorInterface.sftp

    private let gate: EgressGate
    static let kind = CurlEndpoint.Kind(type: "SFTP", plainScheme: "sftp", secureScheme: "sftp", ports: [.none: 22])

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
    /// - Throws: `ResourceNotFoundError`, `ConnectionFailedError`, also for another host key than the one that is known,
    ///   `TimeoutExceededError`, `PermissionDenied` for what the policy refuses, and the errors of wrong inputs.
    public func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let secrets = ["private_key", "passphrase"].compactMap { inputs[$0]?.text }
        let host = inputs["host"]?.text?.lowercased() ?? ""
        let port = Int(inputs["port"]?.integer ?? 22)
        let trust = try SSHTrust(inputs, host: host, port: port, type: "SFTP")
        let endpoint = try CurlEndpoint(
            inputs, Self.kind, security: CurlEndpoint.Security.none, more: trust.settings + (try Self.login(inputs)),
            secrets: secrets)
        return try await FTPOrder(inputs, to: endpoint, .sftp, idempotencyKey: request.idempotencyKey).perform(
            through: gate)
    }

    private static func login(_ inputs: JSONObject) throws(FlowError) -> [CurlSetting] {
        var settings: [CurlSetting] = []
        var ways = 0
        if let key = inputs["private_key"]?.text {
            guard key.contains("-----BEGIN ") else {
                throw FlowError(
                    .invalidInput, "SFTP: private_key must be a private key: -----BEGIN OPENSSH PRIVATE KEY----- ...")
            }
            // Without a line break at the end the key is not read.
            settings.append(.file(CURLOPT_SSH_PRIVATE_KEYFILE, Array((key.hasSuffix("\n") ? key : key + "\n").utf8)))
            if let passphrase = inputs["passphrase"]?.text {
                settings.append(.text(CURLOPT_KEYPASSWD, passphrase))
            }
            ways |= 1
        }
        // By itself, or as the answer to what the server asks.
        if inputs["password"] != nil { ways |= 2 | 8 }
        guard ways != 0 else {
            throw FlowError(.missingInput, "SFTP: the input 'password' is missing; give it, or private_key")
        }
        return settings + [.number(CURLOPT_SSH_AUTH_TYPES, ways)]
    }
}
