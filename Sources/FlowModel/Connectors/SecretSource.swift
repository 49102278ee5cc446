/// Gives connectors the secrets that their inputs name.
public protocol SecretSource: Sendable {
    /// The value of a secret.
    ///
    /// - Parameters:
    ///   - name: The name of the secret.
    ///   - use: What for.
    /// - Returns: The value, which nothing that people can read may hold.
    /// - Throws: `ResourceNotFoundError` for a name that there is not, `PermissionDenied` for a use that is not allowed.
    func secret(_ name: String, for use: SecretUse) async throws(FlowError) -> String
}

/// What a secret is wanted for.
public struct SecretUse: Sendable, Equatable {
    /// The connector type, such as REST.
    public let connectorType: String
    /// The name of the connector record; nil for a connection ad hoc.
    public let connector: String?
    /// The host that it goes to, in lower case; nil where it leaves the machine for none that is known.
    public let host: String?

    /// Describes a use.
    public init(connectorType: String, connector: String?, host: String?) {
        self.connectorType = connectorType
        self.connector = connector
        self.host = host
    }
}
