import FlowModel
import Glibc

/// The settings that libpq connects by: all of them, so that none comes from the environment, a file of passwords, of
/// services, or of certificates in somebody's home.
struct PostgreSQLSettings {
    /// As libpq reads them.
    let text: String

    /// A path where nothing is and nothing can be.
    private static let nowhere = "/dev/null/none"

    /// Makes the settings.
    ///
    /// - Parameters:
    ///   - order: Where to connect to, and as whom.
    ///   - addresses: The addresses to try, in this order.
    ///   - authorities: The path of the certificates that are trusted; empty for none.
    ///   - certificate: The path of the certificate to show; empty for none.
    ///   - key: The path of its key; empty for none.
    init(
        _ order: PostgreSQLOrder, _ addresses: [NetworkAddress], authorities: String, certificate: String, key: String
    ) {
        func or(_ path: String) -> String { path.isEmpty ? Self.nowhere : path }
        let mode = !order.isSecure ? "disable" : order.certificates.verifies ? "verify-full" : "require"
        // A name for each address: the name is what the certificate is for.
        let hosts = addresses.map { _ in order.server.host }.joined(separator: ",")
        let settings = [
            ("host", hosts), ("hostaddr", addresses.map(\.text).joined(separator: ",")),
            ("port", "\(order.server.port)"), ("dbname", order.database), ("user", order.username),
            ("password", order.password), ("passfile", Self.nowhere), ("client_encoding", "UTF8"),
            ("application_name", "moonflow"), ("options", ""), ("replication", ""), ("connect_timeout", "0"),
            ("tcp_user_timeout", "30000"), ("target_session_attrs", "any"), ("channel_binding", "prefer"),
            ("gssencmode", "disable"), ("krbsrvname", "postgres"), ("gsslib", ""), ("requirepeer", ""),
            ("sslmode", mode), ("sslrootcert", or(authorities)), ("sslcert", or(certificate)), ("sslkey", or(key)),
            ("sslcrl", Self.nowhere), ("sslcrldir", ""), ("sslcompression", "0"), ("sslsni", "1"),
            ("ssl_min_protocol_version", "TLSv1.2"), ("ssl_max_protocol_version", ""),
        ]
        text = settings.map { "\($0.0)='\(Self.escaped($0.1))'" }.joined(separator: " ")
    }

    /// The file of certificates that the system trusts; nil where it has none.
    static func systemAuthorities() -> String? {
        CertificateInputs.systemPaths.first { access($0, R_OK) == 0 }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
