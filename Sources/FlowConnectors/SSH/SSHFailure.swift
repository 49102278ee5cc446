import FlowModel

/// What ssh says of why it did not do what it was asked to.
struct SSHFailure: Sendable, Equatable {
    /// The kinds that a script may want to tell apart, by `details.reason`.
    enum Reason: String, Sendable {
        case refused
        case unreachable
        case unknownHost = "unknown_host"
        case timeout
        case hostKeyUnknown = "host_key_unknown"
        case hostKeyChanged = "host_key_changed"
        case login
        case key
        case negotiation
        case broken
        case other
    }

    let reason: Reason
    private let text: String

    /// Reads what ssh has written of its own; nil when there is nothing.
    init?(log: String) {
        let lines = log.split { $0.isNewline }.map { $0.drop { $0.isWhitespace } }.filter { !$0.isEmpty }
        guard let first = lines.first else { return nil }
        func has(_ words: String...) -> Bool { words.contains { log.contains($0) } }
        if has("REMOTE HOST IDENTIFICATION HAS CHANGED", "key has changed", "host key for", "REVOKED") {
            reason = .hostKeyChanged
            text = "the host key of the other side is another one than host_key or known_hosts say"
        } else if has("host key is known for", "Host key verification failed") {
            reason = .hostKeyUnknown
            text = "host_key or known_hosts have no host key of the kind that the other side has"
        } else if has("Unable to negotiate") {
            reason = .negotiation
            text = "there is no algorithm that both sides take: \(first)"
        } else if has("incorrect passphrase", "invalid format", "error in libcrypto", "bad permissions") {
            reason = .key
            text = "private_key is no key that ssh can read"
        } else if has("Permission denied (", "Too many authentication failures", "Permission denied, please try again")
        {
            reason = .login
            text = "the other side does not let the user in; see private_key with its passphrase, or password"
        } else if has("Connection refused") {
            reason = .refused
            text = "could not connect: connection refused"
        } else if has("Could not resolve hostname") {
            reason = .unknownHost
            text = "the host is not known"
        } else if has("timed out") {
            reason = .timeout
            text = "not reached in time (connect_timeout_sec)"
        } else if has("No route to host", "Network is unreachable", "Host is unreachable") {
            reason = .unreachable
            text = "could not connect: unreachable"
        } else if has(
            "Connection closed", "Connection reset", "closed by remote host", "Broken pipe", "Connection aborted",
            "kex_exchange_identification", "banner", "send disconnect")
        {
            reason = .broken
            text = "the other side broke the connection"
        } else {
            reason = .other
            text = "ssh failed: \(first.prefix(300))"
        }
    }

    /// The error for a script.
    func error(target: String, redactor: Redactor) -> FlowError {
        let errorClass: FlowErrorClass =
            switch reason {
            case .timeout: .timeoutExceeded
            case .key: .invalidInput
            default: .connectionFailed
            }
        return FlowError(
            errorClass, "\(target): \(redactor.redacted(text))", details: ["reason": .string(reason.rawValue)])
    }
}
