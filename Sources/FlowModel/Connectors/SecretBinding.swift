/// What a secret may be used for.
public struct SecretBinding: Sendable, Equatable {
    /// What stands for every host.
    public static let anyHost = "*"
    /// What stands for this machine: programs and files that connections use.
    public static let thisMachine = "local"

    /// The hosts that it may be sent to: `api.example.com`, `*.example.com` for all below one, `local`, or `*`.
    public let hosts: [String]
    /// The names of the connector records that may use it; empty for all, and for connections ad hoc.
    public let connectors: [String]

    /// Describes a binding; both lists are kept in order, hosts in lower case.
    public init(hosts: [String], connectors: [String] = []) {
        self.hosts = Set(hosts.map { $0.lowercased() }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.connectors = Set(connectors).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Tells whether a secret with this binding may be used.
    ///
    /// - Parameters:
    ///   - use: What for.
    ///   - name: The name of the secret, for the message.
    /// - Throws: `PermissionDenied` that says what is not allowed.
    public func check(_ use: SecretUse, of name: String) throws(FlowError) {
        if !connectors.isEmpty {
            guard let connector = use.connector, connectors.contains(connector) else {
                let given = use.connector.map { "not of '\($0)'" } ?? "not of connections ad hoc"
                throw FlowError(
                    .permissionDenied,
                    "\(use.connectorType): the secret '\(name)' is for connections of \(connectors.map { "'\($0)'" }.joined(separator: ", ")), \(given)"
                )
            }
        }
        guard !hosts.contains(Self.anyHost) else { return }
        guard hosts.contains(where: { Self.matches(use.host, $0) }) else {
            let allowed = hosts.isEmpty ? "for no host at all" : "for \(hosts.joined(separator: ", "))"
            throw FlowError(
                .permissionDenied,
                "\(use.connectorType): the secret '\(name)' is \(allowed), not for \(use.host ?? "programs and files of this machine")"
            )
        }
    }

    /// Tells whether a host is what a pattern stands for; nil is this machine, which a host of that name is not.
    static func matches(_ host: String?, _ pattern: String) -> Bool {
        guard let host, pattern != thisMachine else { return host == nil && pattern == thisMachine }
        // A dot at the end changes nothing about where a name leads.
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        guard pattern.hasPrefix("*.") else { return name == pattern }
        return name.hasSuffix(pattern.dropFirst()) && name.utf8.count > pattern.utf8.count - 1
    }

    /// As it is stored, and sealed: the same text for the same binding.
    public var json: JSONValue {
        [
            "hosts": .array(hosts.map(JSONValue.string)), "connectors": .array(connectors.map(JSONValue.string)),
        ]
    }

    /// Reads ``json``; nil for anything else.
    public init?(json: JSONValue) {
        guard let fields = json.object, let hosts = fields["hosts"]?.items, let connectors = fields["connectors"]?.items
        else { return nil }
        self.init(hosts: hosts.compactMap(\.text), connectors: connectors.compactMap(\.text))
    }
}
