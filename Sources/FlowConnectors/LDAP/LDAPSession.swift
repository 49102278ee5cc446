import CLDAP
import FlowModel
import Glibc

/// A connection to a directory, used by one thread that may block; closed when it is let go.
final class LDAPSession {
    let order: LDAPOrder
    private let raw: OpaquePointer
    private let wire: LDAPWire

    /// Connects, and says who searches.
    ///
    /// - Parameters:
    ///   - order: Where to connect to, and as whom.
    ///   - addresses: The addresses to try, in this order.
    ///   - wire: Can cut the connection from elsewhere.
    ///   - cancellation: Ends the work.
    /// - Throws: `ConnectionFailedError` or `TimeoutExceededError`.
    init(
        _ order: LDAPOrder, _ addresses: [NetworkAddress], _ wire: LDAPWire, _ cancellation: BlockingCancellation
    ) throws(FlowError) {
        self.order = order
        self.wire = wire
        // libldap writes to its socket in a way that raises a signal when the other side is gone.
        Self.ignoreBrokenPipes()
        let poll = SocketPoll(cancellation: cancellation, deadline: .now + .seconds(order.connectTimeout))
        let socket = try TCPSocket.connect(
            to: addresses, port: order.server.port, poll, target: order.target, seconds: order.connectTimeout)
        var opened: OpaquePointer?
        // Always the scheme without TLS: the socket is ours, and TLS is begun below.
        guard ldap_init_fd(socket, LDAP_PROTO_TCP, "ldap://\(order.server.text)", &opened) == LDAP_SUCCESS, let opened
        else {
            close(socket)
            throw FlowError(.connectionFailed, "\(order.target): out of memory")
        }
        raw = opened
        wire.carry(socket)
        try configure()
        try secure()
        try bind()
        wire.isReady()
    }

    deinit {
        wire.release()
        ldap_unbind_ext(raw, nil, nil)
    }

    /// The connection as libldap knows it, for the search.
    var handle: OpaquePointer { raw }

    private static func ignoreBrokenPipes() {
        // For this thread only, which ends with the work.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func configure() throws(FlowError) {
        try set(LDAP_OPT_PROTOCOL_VERSION, 3)
        // Whatever the configuration of the machine says: no other server is asked, and no alias followed.
        ldap_set_option(raw, LDAP_OPT_REFERRALS, nil)
        try set(LDAP_OPT_DEREF, 0)
        var buffer: OpaquePointer?
        if ldap_get_option(raw, LDAP_OPT_SOCKBUF, &buffer) == LDAP_SUCCESS, let buffer {
            // An entry is read as a whole: one that says it is too large is not waited for.
            var limit = ber_len_t(order.byteLimit + (1 << 20))
            _ = ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &limit)
        }
    }

    private func secure() throws(FlowError) {
        guard order.security != .none else { return }
        let target = order.target
        let certificates = order.certificates
        // They are read while the context is made, and never after.
        let authorities = try MemoryFile(certificates.authorities ?? "", target: target)
        let client = try MemoryFile(certificates.client ?? "", target: target)
        let key = try MemoryFile(certificates.key ?? "", target: target)
        try set(LDAP_OPT_X_TLS_REQUIRE_CERT, certificates.verifies ? LDAP_OPT_X_TLS_HARD : LDAP_OPT_X_TLS_NEVER)
        try set(LDAP_OPT_X_TLS_PROTOCOL_MIN, 0x303)
        if certificates.verifies {
            let system = CertificateInputs.systemPaths.first { access($0, R_OK) == 0 }
            guard let path = certificates.authorities == nil ? system : authorities.path else {
                throw FlowError(
                    .connectionFailed, "\(target): this system has no trusted certificates; give ca_certificate")
            }
            try set(LDAP_OPT_X_TLS_CACERTFILE, path)
        }
        if certificates.client != nil {
            try set(LDAP_OPT_X_TLS_CERTFILE, client.path)
            try set(LDAP_OPT_X_TLS_KEYFILE, key.path)
        }
        var isServer: Int32 = 0
        guard ldap_set_option(raw, LDAP_OPT_X_TLS_NEWCTX, &isServer) == LDAP_OPT_SUCCESS else {
            throw FlowError(
                .invalidInput,
                "\(target): the certificates cannot be used; does client_key belong to client_certificate?")
        }
        let status =
            order.security == .startTLS ? ldap_start_tls_s(raw, nil, nil) : ldap_install_tls(raw)
        guard status == LDAP_SUCCESS else {
            // What the directory itself refuses has a positive number.
            throw status > 0
                ? failure(status) : failure(status, "no secure connection", "; see tls, ca_certificate and verify_tls")
        }
    }

    private func bind() throws(FlowError) {
        guard let user = order.user else { return }
        var password = Array(order.password.utf8).map { CChar(bitPattern: $0) }
        let status = password.withUnsafeMutableBufferPointer { buffer in
            var credentials = berval(bv_len: ber_len_t(buffer.count), bv_val: buffer.baseAddress)
            return ldap_sasl_bind_s(raw, user, nil, &credentials, nil, nil, nil)
        }
        guard status == LDAP_SUCCESS else { throw failure(status) }
    }

    private func set(_ option: Int32, _ value: Int32) throws(FlowError) {
        var value = value
        guard ldap_set_option(raw, option, &value) == LDAP_OPT_SUCCESS else { throw failure(LDAP_PARAM_ERROR) }
    }

    private func set(_ option: Int32, _ text: String) throws(FlowError) {
        guard text.withCString({ ldap_set_option(raw, option, $0) }) == LDAP_OPT_SUCCESS else {
            throw failure(LDAP_PARAM_ERROR)
        }
    }

    // MARK: Errors

    /// The error for a status of libldap.
    ///
    /// - Parameters:
    ///   - status: The number of the error.
    ///   - about: What went wrong, in words.
    ///   - advice: What may help.
    ///   - said: What the directory says of it; nil to ask libldap.
    /// - Returns: The error for the script.
    func failure(
        _ status: Int32, _ about: String? = nil, _ advice: String = "", said: String? = nil
    ) -> FlowError {
        let target = order.target
        switch wire.reason {
        case .cancelled?: return FlowError(.connectionFailed, "\(target): cancelled")
        case .late?:
            return FlowError(
                .timeoutExceeded,
                "\(target): not reached within \(order.connectTimeout) s (connect_timeout_sec)\(advice)")
        case nil: break
        }
        let text = String(cString: ldap_err2string(status))
        let more = said ?? diagnostic
        var message = about.map { "\($0): " } ?? ""
        switch status {
        case LDAP_SERVER_DOWN where about == nil: message += "the other side closed the connection"
        case LDAP_REFERRAL: message += "the directory names another one, and none is followed"
        case ..<0: message += text.lowercased()
        default: message += "error \(status): \(text)"
        }
        if !more.isEmpty, more.lowercased() != text.lowercased() { message += " (\(more))" }
        return FlowError(
            status == LDAP_NO_SUCH_OBJECT ? .resourceNotFound : .connectionFailed,
            order.redactor.redacted("\(target): \(message)\(advice)"),
            details: status > 0 ? ["code": .integer(Int64(status))] : nil)
    }

    private var diagnostic: String {
        var text: UnsafeMutablePointer<CChar>?
        guard ldap_get_option(raw, LDAP_OPT_DIAGNOSTIC_MESSAGE, &text) == LDAP_OPT_SUCCESS, let text else { return "" }
        defer { ldap_memfree(text) }
        return String(cString: text)
    }
}
