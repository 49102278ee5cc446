import CCurl
import FlowModel
import Glibc

/// Why a transfer came to nothing.
struct CurlFault: Error {
    enum Reason: Sendable {
        case code(CURLcode)
        case cancelled
        /// It was over its time.
        case late
        /// More came back than may.
        case overLimit
        /// libcurl was led to an address that may not be reached.
        case refused(NetworkAddress)
        /// What was asked for is not there, in words.
        case missing(String)
        /// What the far side did, in words.
        case said(String)
    }

    let reason: Reason
    var reply = CurlReply()
    /// What libcurl says of it.
    var text = ""
    /// The error of the last call to the system; 0 for none.
    var systemError: Int32 = 0

    /// What libcurl says in short; `CURLE_OK` where it was not libcurl.
    var code: CURLcode {
        if case .code(let code) = reason { return code }
        return CURLE_OK
    }

    /// The error for the script.
    ///
    /// - Parameters:
    ///   - endpoint: Where it went.
    ///   - action: What was to be done, such as `get 'a.txt'`; empty for nothing more than the target says.
    /// - Returns: The error, which names the target and holds no secret.
    func error(_ endpoint: CurlEndpoint, _ action: String = "") -> FlowError {
        let place = action.isEmpty ? endpoint.target : "\(endpoint.target): \(action)"
        func error(_ errorClass: FlowErrorClass, _ text: String) -> FlowError {
            FlowError(errorClass, endpoint.redactor.redacted("\(place): \(text)"))
        }
        switch reason {
        case .cancelled: return error(.connectionFailed, "cancelled")
        case .late: return error(.timeoutExceeded, "not done within \(endpoint.timeout) s (timeout_sec)")
        case .overLimit:
            return error(
                .connectionFailed, "more than \(endpoint.byteLimit) bytes come back (max_response_bytes)")
        case .refused(let address):
            return error(.permissionDenied, "it leads to \(address.text), which connections may not reach here")
        case .missing(let text): return error(.resourceNotFound, text)
        case .said(let text): return error(.connectionFailed, text)
        case .code(CURLE_OPERATION_TIMEDOUT):
            return error(
                .timeoutExceeded, "not reached within \(endpoint.connectTimeout) s (connect_timeout_sec)")
        case .code(CURLE_REMOTE_FILE_NOT_FOUND):
            return error(.resourceNotFound, "there is no such file" + answer)
        case .code(let code): return error(.connectionFailed, sentence(code, endpoint) + answer)
        }
    }

    /// The last answer is one of those numbers that say no.
    private var isRefusal: Bool { reply.lastAnswer.map { $0.hasPrefix("4") || $0.hasPrefix("5") } ?? false }

    /// What the server said last.
    private var answer: String {
        guard let line = reply.lastAnswer else { return "" }
        let words = line.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
        return "; it answered: \(String(String.UnicodeScalarView(words)).prefix(300))"
    }

    private func sentence(_ code: CURLcode, _ endpoint: CurlEndpoint) -> String {
        let isSSH = endpoint.scheme == "sftp"
        return switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "the host '\(endpoint.host)' is not known"
        case CURLE_COULDNT_CONNECT: "could not connect: \(connecting)"
        case CURLE_PEER_FAILED_VERIFICATION where isSSH:
            "the host key of the other side is not the one that is known (host_key, known_hosts)"
        case CURLE_PEER_FAILED_VERIFICATION: "no secure connection: \(certificate)"
        case CURLE_SSL_CONNECT_ERROR: "no secure connection: \(handshake)"
        case CURLE_USE_SSL_FAILED: "the other side offers no STARTTLS; is tls = \"tls\" or \"none\" meant?"
        case CURLE_SSL_CERTPROBLEM: "client_certificate and client_key do not go together"
        case CURLE_LOGIN_DENIED where isSSH: "the other side does not let the user in: wrong password or private_key"
        case CURLE_LOGIN_DENIED: "the other side does not let the user in: wrong username or password"
        case _ where endpoint.scheme.hasPrefix("smtp") && isRefusal: "the other side refuses it"
        case CURLE_REMOTE_ACCESS_DENIED: "there is no such folder, or it may not be entered"
        case CURLE_FTP_COULDNT_RETR_FILE: "the file cannot be read"
        case CURLE_UPLOAD_FAILED: "the other side does not take it"
        case CURLE_QUOTE_ERROR: "the other side does not do it"
        case CURLE_REMOTE_DISK_FULL: "the other side has no space left"
        case CURLE_FILESIZE_EXCEEDED: "it is larger than the other side takes"
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            "the other side closed the connection before all was done"
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_FTP_WEIRD_PASS_REPLY,
            CURLE_FTP_WEIRD_PASV_REPLY, CURLE_FTP_WEIRD_227_FORMAT, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            reply.lines.isEmpty
                ? "the other side closed the connection, or what came back is not \(endpoint.type)"
                : "the other side cannot go on"
        case CURLE_SSH,
            CURLE_FAILED_INIT where isSSH:
            "the SSH connection failed: \(text)"
        case CURLE_FAILED_INIT, CURLE_OUT_OF_MEMORY: "there is no memory left for it"
        default: "the connection failed: \(text.isEmpty ? String(cString: curl_easy_strerror(code)) : text)"
        }
    }

    private var connecting: String {
        switch systemError {
        case ECONNREFUSED: "connection refused"
        case EHOSTUNREACH, ENETUNREACH: "unreachable"
        case ETIMEDOUT: "no answer"
        default: systemError == 0 ? "nobody answers" : String(cString: strerror(systemError))
        }
    }

    private var certificate: String {
        text.contains("subject name") || text.contains("does not match") || text.contains("matches target")
            ? "the certificate of the other side is for another host"
            : "the certificate of the other side is not trusted; see ca_certificate"
    }

    private var handshake: String {
        let lower = text.lowercased()
        if lower.contains("wrong version number") { return "the other side does not speak TLS there; see tls" }
        if lower.contains("certificate required") || lower.contains("bad certificate")
            || lower.contains("handshake failure")
        {
            return "the other side refused; it may want another client_certificate"
        }
        return "the handshake failed"
    }
}
