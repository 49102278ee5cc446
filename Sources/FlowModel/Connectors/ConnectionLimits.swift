/// How many connections may be performed: at a time, and within a minute.
public struct ConnectionLimits: Sendable, Equatable {
    /// How many at a time; nil for any number.
    public var concurrent: Int?
    /// How many may begin within any sixty seconds; nil for any number.
    public var perMinute: Int?

    /// Describes limits.
    ///
    /// - Parameters:
    ///   - concurrent: How many at a time, at least 1; nil for any number.
    ///   - perMinute: How many may begin within any sixty seconds, at least 1; nil for any number.
    public init(concurrent: Int? = nil, perMinute: Int? = nil) {
        self.concurrent = concurrent.map { max($0, 1) }
        self.perMinute = perMinute.map { max($0, 1) }
    }

    /// There are none.
    public var isEmpty: Bool { concurrent == nil && perMinute == nil }
}

/// What the record of a connector grants to its connections.
public struct ConnectorGrant: Sendable, Equatable {
    /// How many connections may be performed.
    public var limits: ConnectionLimits
    /// The only hosts that they may go to, such as `api.example.com` or `*.example.com`; nil for all.
    public var allowedHosts: [String]?

    /// What is granted by the fields of a record; what is no list of hosts allows none.
    public init(_ fields: JSONObject) {
        limits = ConnectionLimits(
            concurrent: fields["max_concurrent"]?.integer.map(Int.init),
            perMinute: fields["max_per_minute"]?.integer.map(Int.init))
        if let hosts = fields["allowed_hosts"], hosts != .null {
            allowedHosts = (hosts.items ?? []).compactMap(\.text).map { $0.lowercased() }
        }
    }

    /// Grants nothing: for connections whose connector is gone.
    public static let nothing = ConnectorGrant(["allowed_hosts": []])
}
