/// What the record of a connector grants to its connections.
public struct ConnectorGrant: Sendable, Equatable {
    /// How many connections may be performed.
    public var limits: ConnectionLimits
    /// The only hosts that they may go to, such as `api.example.com` or `*.example.com`; nil for all.
    public var allowedHosts: [String]?
    /// The secrets that its value names.
    public var secrets: Set<String>

    /// What is granted by the fields of a record; what is no list of hosts allows none.
    public init(_ fields: JSONObject) {
        limits = ConnectionLimits(
            concurrent: fields["max_concurrent"]?.integer.map(Int.init),
            perMinute: fields["max_per_minute"]?.integer.map(Int.init))
        secrets = SecretNames.all(in: fields["value"] ?? .null)
        if let hosts = fields["allowed_hosts"], hosts != .null {
            allowedHosts = (hosts.items ?? []).compactMap(\.text).map { $0.lowercased() }
        }
    }

    /// Grants nothing: for connections whose connector is gone.
    public static let nothing = ConnectorGrant(["allowed_hosts": []])
}
