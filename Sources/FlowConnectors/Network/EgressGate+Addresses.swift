import FlowModel

extension EgressGate {
    /// The addresses that a connection to a host may use, the best first.
    ///
    /// - Parameters:
    ///   - host: The host, in lower case.
    ///   - target: Connector and target, for messages.
    /// - Returns: The one that the policy admits, or all that the name leads to.
    /// - Throws: `PermissionDenied`, or `ConnectionFailedError` for a name that leads nowhere.
    func addresses(of host: String, target: String) async throws(FlowError) -> [NetworkAddress] {
        do throws(Refusal) {
            if let only = try await admit(host, target: target) { return [only] }
        } catch {
            throw error.error
        }
        var found: [NetworkAddress] = []
        for address in await resolver.addresses(host) where !found.contains(address) { found.append(address) }
        guard !found.isEmpty else {
            throw FlowError(.connectionFailed, "\(target): the host '\(host)' is not known")
        }
        return Array(found.prefix(8))
    }
}
