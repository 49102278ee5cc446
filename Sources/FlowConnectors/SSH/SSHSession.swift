import FlowModel

/// The time that a connection by a program of OpenSSH has, and where it may go.
struct SSHSession: Sendable {
    let access: SSHAccess
    /// Connector and machine, for messages.
    let target: String
    /// In seconds.
    let timeout: Double
    /// When all has to be done.
    let deadline: ContinuousClock.Instant

    /// Begins now.
    init(access: SSHAccess, target: String, timeout: Double) {
        self.access = access
        self.target = target
        self.timeout = timeout
        deadline = .now + .seconds(timeout)
    }

    /// Asks the policy.
    ///
    /// - Returns: The address to connect to and no other, where addresses matter.
    /// - Throws: `PermissionDenied`, `ConnectionFailedError`, `TimeoutExceededError`.
    func admitted(by gate: EgressGate) async throws(FlowError) -> NetworkAddress? {
        try await gate.admit(access.host, target: target, seconds: timeout)
    }

    /// Where a program of the system is.
    static func program(_ name: String, target: String) throws(FlowError) -> String {
        do throws(FlowError) {
            return try GrantedPrograms(grant: .everything, searchPath: ProcessConnector.searchPath)
                .path(of: name, target: target)
        } catch {
            throw FlowError(.connectionFailed, "\(target): there is no '\(name)' on this machine; install it")
        }
    }
}

extension EgressGate {
    /// Checks where a connection goes, within its time.
    ///
    /// - Returns: The address to connect to and no other, where addresses matter.
    /// - Throws: `PermissionDenied`, `ConnectionFailedError`, `TimeoutExceededError`.
    func admit(_ host: String, target: String, seconds: Double) async throws(FlowError) -> NetworkAddress? {
        let admission = await withDeadline(seconds: seconds) { () async -> Result<NetworkAddress?, FlowError> in
            do throws(Refusal) {
                return .success(try await self.admit(host, target: target))
            } catch {
                return .failure(error.error)
            }
        }
        guard let admission else {
            throw Task.isCancelled
                ? FlowError(.connectionFailed, "\(target): cancelled")
                : FlowError(.timeoutExceeded, "\(target): not done within \(seconds) s (timeout_sec)")
        }
        return try admission.get()
    }
}
