import FlowModel
import NIOSSL

/// The certificates and the key that inputs give, in PEM, checked.
struct CertificateInputs: Sendable {
    let authorities: String?
    let client: String?
    let key: String?
    let verifies: Bool

    /// Reads `ca_certificate`, `client_certificate`, `client_key` and `verify_tls`.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - connector: The connector type, for messages.
    /// - Throws: `InvalidInputError` for what is no PEM, `MissingInputError` for a certificate without its key or a key without
    ///   its certificate.
    init(_ inputs: JSONObject, connector: String) throws(FlowError) {
        for name in ["ca_certificate", "client_certificate"] {
            guard let text = inputs[name]?.text else { continue }
            guard let parsed = try? NIOSSLCertificate.fromPEMBytes(Array(text.utf8)), !parsed.isEmpty else {
                throw FlowError(
                    .invalidInput, "\(connector): \(name) must be certificates in PEM: -----BEGIN CERTIFICATE----- ...")
            }
        }
        authorities = inputs["ca_certificate"]?.text
        client = inputs["client_certificate"]?.text
        key = inputs["client_key"]?.text
        verifies = inputs["verify_tls"] != false
        guard (client == nil) == (key == nil) else {
            let (missing, given) =
                client == nil ? ("client_certificate", "client_key") : ("client_key", "client_certificate")
            throw FlowError(
                .missingInput, "\(connector): the input '\(missing)' is missing; \(given) belongs to it")
        }
        if let key, (try? NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)) == nil {
            throw FlowError(
                .invalidInput, "\(connector): client_key must be a private key in PEM without a passphrase")
        }
    }

    /// Where systems keep the certificates that they trust.
    static let systemPaths = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ]
}
