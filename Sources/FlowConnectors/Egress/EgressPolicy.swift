/// Where connections may lead: what an embedder grants, whatever a script asks for.
///
/// It holds for every hop of a redirect. Where private addresses are refused, a name is looked up once, what comes back
/// is checked, and the connection goes to the very address that was checked: a name that leads elsewhere a moment later
/// gains nothing.
public struct EgressPolicy: Sendable, Equatable {
    /// Addresses of private networks, of links and of this machine are refused.
    public var refusesPrivateAddresses: Bool
    /// Private addresses that may be reached nevertheless.
    public var exceptions: [AddressRange]
    /// The only hosts that may be reached, such as `api.example.com` or, for all below one, `*.example.com`; nil for all.
    public var allowedHosts: [String]?

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - refusesPrivateAddresses: Addresses of private networks, of links and of this machine are refused.
    ///   - exceptions: Private addresses that may be reached nevertheless.
    ///   - allowedHosts: The only hosts that may be reached; nil for all.
    public init(refusesPrivateAddresses: Bool = false, exceptions: [AddressRange] = [], allowedHosts: [String]? = nil) {
        self.refusesPrivateAddresses = refusesPrivateAddresses
        self.exceptions = exceptions
        self.allowedHosts = allowedHosts
    }

    /// Everything may be reached.
    public static let unrestricted = EgressPolicy()
    /// Only public addresses may be reached: for scripts of tenants who are not trusted.
    public static let publicOnly = EgressPolicy(refusesPrivateAddresses: true)

    /// Tells whether a host, in lower case, is among those allowed by name.
    func allows(host: String) -> Bool {
        guard let allowedHosts else { return true }
        // A dot at the end changes nothing about where a name leads.
        let host = host.hasSuffix(".") ? String(host.dropLast()) : host
        return allowedHosts.contains { pattern in
            let pattern = pattern.lowercased()
            return pattern.hasPrefix("*.")
                ? host.hasSuffix(pattern.dropFirst()) && host.utf8.count >= pattern.utf8.count : host == pattern
        }
    }

    /// Tells whether an address may be reached.
    func allows(_ address: NetworkAddress) -> Bool {
        !refusesPrivateAddresses || address.isPublic || exceptions.contains { $0.contains(address) }
    }
}
