import NIOSSL

/// Whether a certificate is for a host by name.
///
/// NIO's own check is content when the certificate is for the address that was connected to. An address that a name server of
/// somebody else gave proves nothing about the name.
enum CertificateNames {
    /// Tells whether one of the names of a certificate covers a host.
    static func cover(_ host: String, in certificate: NIOSSLCertificate) -> Bool {
        certificate._subjectAlternativeNames().contains { name in
            name.nameType == .dnsName && covers(String(decoding: name.contents, as: UTF8.self), host)
        }
    }

    /// Tells whether a name covers a host: it is the same, or has a star for the first part of three or more.
    static func covers(_ name: String, _ host: String) -> Bool {
        let (name, host) = (name.lowercased(), host.hasSuffix(".") ? String(host.dropLast()) : host)
        guard name.hasPrefix("*.") else { return name == host }
        let rest = name.dropFirst()
        return rest.dropFirst().contains(".") && host.drop { $0 != "." } == rest && !host.hasPrefix(".")
    }
}
