public import FlowModel

extension ConnectorInterface {
    /// What every LDAP connector takes and gives.
    public static let ldap = ConnectorInterface(
        type: "LDAP",
        summary: "Searches a directory.",
        inputs: [
            .init("host", .text, "The host of the directory: a name or an address.", isRequired: true),
            .init("port", .integer(1...65535), "The port; 636 with tls, else 389, unless given."),
            .init(
                "tls", .choice(["none", "starttls", "tls"]),
                "How the connection is encrypted: from its beginning (tls), by asking for it (starttls), or in the clear.",
                fallback: "tls"),
            .init("bind_dn", .text, "Who searches; anybody unless given.", takesSecrets: true),
            .init("password", .text, "The password of bind_dn.", isSecret: true),
            .init("base", .text, "The entry to begin at, such as dc=example,dc=com.", isRequired: true),
            .init(
                "scope", .choice(["base", "one", "sub", "children"]),
                "Which entries: base itself, those one step below it, it and all below it (sub), or all below it.",
                fallback: "sub"),
            .init(
                "filter", .text, "Which of these entries, with {1}, {2} and so on for what filter_values hold.",
                fallback: "(objectClass=*)"),
            .init(
                "filter_values", .list(.json),
                "Texts, integers, booleans or {base64 = ...}, which are escaped and put into the filter."),
            .init(
                "attributes", .list(.text), "The attributes that come back; all that are not operational unless given."),
            .init(
                "max_entries", .integer(0...1_000_000), "How many entries come back at most.", fallback: 1000),
            .init(
                "max_response_bytes", .integer(0...(1 << 30)),
                "Bytes that all names and values that come back may have.",
                fallback: .integer(10 << 20)),
            .init(
                "timeout_sec", .number(0.001...86_400), "Seconds that the connection may take in all.", fallback: 60),
            .init(
                "connect_timeout_sec", .number(0.001...3600),
                "Seconds that reaching the directory may take, until it knows who searches.", fallback: 10),
            .init(
                "verify_tls", .boolean, "Whether the certificate of the directory must be right and for this host.",
                fallback: true),
            .init("ca_certificate", .text, "Certificates in PEM that are trusted instead of those of the system."),
            .init("client_certificate", .text, "A certificate in PEM to show to the directory, with those above it."),
            .init("client_key", .text, "The private key of client_certificate, in PEM.", isSecret: true),
        ],
        outputs: [
            .init(
                "entries",
                "An array of {dn, attributes}; attributes has an array of values by the name of each attribute in small letters, texts or {base64 = ...}."
            ),
            .init(
                "is_complete", "False when there are more entries than max_entries, or than the directory gives away."),
        ],
        repetition: "The directory is searched again.",
        example: """
            host = "ldap.example.com", bind_dn = "cn=flows,dc=example,dc=com", password = "${secret.ldap}", \
            base = "dc=example,dc=com", filter = "(uid={1})", filter_values = {inputs.user}
            """)
}
