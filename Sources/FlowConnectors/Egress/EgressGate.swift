import FlowModel

/// Holds connections to a policy: where one may go, and by which address.
struct EgressGate: Sendable {
    let policy: EgressPolicy
    let resolver: HostResolver

    /// Asks the system for addresses unless told otherwise.
    init(_ policy: EgressPolicy, resolver: HostResolver = .system) {
        self.policy = policy
        self.resolver = resolver
    }

    /// Why a connection may not be made.
    struct Refusal: Error {
        let error: FlowError
        /// Another try may go better.
        let isPassing: Bool
    }

    /// Checks where a connection goes.
    ///
    /// - Parameters:
    ///   - host: The host, in lower case.
    ///   - target: Connector and target, for messages.
    /// - Returns: The address to connect to and no other, where the policy looks at addresses; nil for any that the name leads to.
    /// - Throws: `Refusal` with `PermissionDenied`, or `ConnectionFailedError` for a name that leads nowhere.
    func admit(_ host: String, target: String) async throws(Refusal) -> NetworkAddress? {
        guard policy.allows(host: host) else {
            throw Refusal(
                error: FlowError(
                    .permissionDenied, "\(target): the host is not among those that connections may reach here"),
                isPassing: false)
        }
        guard policy.refusesPrivateAddresses else { return nil }
        let addresses = await resolver.addresses(host)
        guard !addresses.isEmpty else {
            throw Refusal(
                error: FlowError(.connectionFailed, "\(target): the host '\(host)' is not known"), isPassing: true)
        }
        guard let address = addresses.first(where: { policy.allows($0) }) else {
            throw Refusal(
                error: FlowError(
                    .permissionDenied,
                    "\(target): the host is at a private address, and connections may reach public ones only here"),
                isPassing: false)
        }
        return address
    }
}
