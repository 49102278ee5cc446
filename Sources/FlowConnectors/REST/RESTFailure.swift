import AsyncHTTPClient
import FlowModel
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Why a request came to nothing.
struct RESTFailure: Error {
    let error: FlowError
    /// Another try may go better.
    var isPassing = false
    /// Seconds that the other side asks to be left alone for.
    var pause: Double?

    /// A failure that the client reports.
    ///
    /// - Parameters:
    ///   - error: What the client threw.
    ///   - order: What was to be done.
    ///   - target: Method and address, for people.
    init(_ error: any Error, _ order: RESTOrder, target: String) {
        func failed(_ text: String, isPassing: Bool) -> RESTFailure {
            RESTFailure(FlowError(.connectionFailed, "\(target): \(text)"), isPassing: isPassing)
        }
        switch error {
        case let failure as RESTFailure: self = failure
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
                self.init(
                    FlowError(
                        .timeoutExceeded,
                        "\(target): not reached within \(order.connectTimeout) s (connect_timeout_sec)"),
                    isPassing: true)
            case .remoteConnectionClosed, .uncleanShutdown:
                self = failed(Self.closed, isPassing: true)
            case .proxyAuthenticationRequired:
                self = failed("the proxy wants other credentials (proxy.username, proxy.password)", isPassing: false)
            case .invalidProxyResponse: self = failed("the proxy does not connect to the host", isPassing: false)
            case .httpProxyHandshakeTimeout: self = failed("the proxy does not answer", isPassing: true)
            case .bodyLengthMismatch: self = failed("the file changed while it was sent", isPassing: false)
            case .cancelled: self = failed("cancelled", isPassing: false)
            default: self = failed("the request failed: \(error.shortDescription)", isPassing: false)
            }
        case let error as NIOConnectionError: self = failed(Self.text(error), isPassing: true)
        case let error as IOError: self = failed(Self.text(error), isPassing: true)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self = failed("no secure connection: \(Self.text(ofTLS: error))", isPassing: false)
        case HTTPParserError.invalidEOFState: self = failed(Self.closed, isPassing: true)
        case is HTTPParserError: self = failed("what came back is not HTTP", isPassing: false)
        case is CancellationError: self = failed("cancelled", isPassing: false)
        case let fault as FileFault: self.init(fault.error(target: target))
        case _ where "\(type(of: error))" == "DecompressionError":
            self = failed(
                "\(error)" == "limit"
                    ? "the response has more than \(order.byteLimit) bytes (max_response_bytes)"
                    : "the response is packed, and broken", isPassing: false)
        default: self = failed("the request failed: \(order.redactor.redacted("\(error)"))", isPassing: false)
        }
    }

    /// A failure of a known class.
    init(_ error: FlowError, isPassing: Bool = false, pause: Double? = nil) {
        self.error = error
        self.isPassing = isPassing
        self.pause = pause
    }

    private static let closed = "the other side closed the connection before its response was complete"

    private static func text(_ error: NIOConnectionError) -> String {
        guard let first = error.connectionErrors.first?.error else { return "the host '\(error.host)' is not known" }
        return (first as? IOError).map { text($0) } ?? "could not connect"
    }

    private static func text(_ error: IOError) -> String {
        switch error.errnoCode {
        case ECONNREFUSED: "could not connect: connection refused"
        case EHOSTUNREACH, ENETUNREACH: "could not connect: unreachable"
        case ETIMEDOUT: "could not connect: no answer"
        case ECONNRESET, EPIPE: "the other side broke the connection"
        default: "the connection failed: \(String(cString: strerror(error.errnoCode)))"
        }
    }

    private static func text(ofTLS error: any Error) -> String {
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return "the certificate of the other side is not trusted; see ca_certificate"
        }
        if text.contains("alidateHostname") || text.contains("IncorrectIPAddress") || text.contains("ostname") {
            return "the certificate of the other side is for another host"
        }
        if text.contains("CERTIFICATE_REQUIRED") || text.contains("HANDSHAKE_FAILURE")
            || text.contains("BAD_CERTIFICATE")
        {
            return "the other side refused; it may want another client_certificate"
        }
        if text.contains("WRONG_VERSION_NUMBER") { return "the other side does not speak TLS; is it http://?" }
        return "the handshake failed (\(text.split(separator: ":").last { $0.contains("_") } ?? "TLS"))"
    }
}
