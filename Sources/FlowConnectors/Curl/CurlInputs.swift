import FlowModel

/// The inputs that the connectors on libcurl have in common.
enum CurlInputs {
    /// Host and port, with the usual ports in words for people.
    static func place(ports: String) -> [ConnectorInput] {
        [
            .init("host", .text, "The server: its name or IP address.", isRequired: true),
            .init("port", .integer(1...65535), "The port; \(ports) unless given."),
        ]
    }

    /// How the connection is made safe.
    static func tls(_ fallback: CurlEndpoint.Security, _ summary: String) -> ConnectorInput {
        .init(
            "tls", .choice(CurlEndpoint.Security.allCases.map(\.rawValue)), summary,
            fallback: .string(fallback.rawValue))
    }

    /// User name and password.
    static func login(isRequired: Bool = false) -> [ConnectorInput] {
        [
            .init("username", .text, "The user to log in.", isRequired: isRequired, takesSecrets: true),
            .init("password", .text, "The password of the user.", isRequired: isRequired, isSecret: true),
        ]
    }

    /// Certificates.
    static let certificates: [ConnectorInput] = [
        .init("ca_certificate", .text, "Certificates in PEM that are trusted instead of those of the system."),
        .init("client_certificate", .text, "A certificate in PEM to show to the other side, with those above it."),
        .init("client_key", .text, "The private key of client_certificate, in PEM.", isSecret: true),
        .init("verify_tls", .boolean, "Whether the certificate of the other side must be right.", fallback: true),
    ]

    /// Times.
    static let times: [ConnectorInput] = [
        .init("timeout_sec", .number(0.001...86_400), "Seconds that the connection may take.", fallback: 60),
        .init(
            "connect_timeout_sec", .number(0.001...3600), "Seconds that reaching the other side may take.", fallback: 10
        ),
    ]

    /// Bytes that come back.
    static func responseLimit(_ summary: String) -> ConnectorInput {
        .init("max_response_bytes", .integer(0...(1 << 30)), summary, fallback: .integer(10 << 20))
    }
}
