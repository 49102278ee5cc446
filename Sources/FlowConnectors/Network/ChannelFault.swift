import FlowModel
import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// What errors of NIO mean, in words for scripts.
enum ChannelFault {
    /// The certificate of the other side is for another host.
    struct WrongName: Error {}

    /// The words for an error.
    static func text(_ error: any Error) -> String {
        switch error {
        case let error as IOError: text(error)
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { text($0.error) } ?? "could not connect"
        case is WrongName: "no secure connection: \(wrongName)"
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: "no secure connection: \(text(ofTLS: error))"
        case ChannelError.eof, ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed, ChannelError.inputClosed:
            "the other side closed the connection"
        default: "the connection failed: \(error)"
        }
    }

    private static let wrongName = "the certificate of the other side is for another host; see verify_tls"

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
            return "the certificate of the other side is not trusted; see ca_certificate and verify_tls"
        }
        if text.contains("alidateHostname") || text.contains("IncorrectIPAddress") || text.contains("ostname") {
            return wrongName
        }
        if text.contains("WRONG_VERSION_NUMBER") { return "the other side does not speak TLS; see tls" }
        if text.contains("uncleanShutdown") { return "the other side closed the connection" }
        return "the handshake failed (\(text.split(separator: ":").last { $0.contains("_") } ?? "TLS"))"
    }
}
