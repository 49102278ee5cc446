import FlowModel

/// What the inputs of an LDAP connection ask for, checked.
struct LDAPOrder: Sendable {
    /// How the connection is encrypted.
    enum Security: String, Sendable {
        case none
        /// It begins in the clear, and asks for TLS.
        case startTLS = "starttls"
        case tls
    }

    let server: ServerEndpoint
    let security: Security
    let certificates: CertificateInputs
    /// Who searches; nil for anybody.
    let user: String?
    let password: String
    let base: String
    /// As libldap numbers it.
    let scope: Int32
    let filter: String
    /// Empty for all.
    let attributes: [String]
    let entryLimit: Int
    let byteLimit: Int
    /// Seconds.
    let timeout: Double
    let connectTimeout: Double
    let redactor: Redactor

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input, never what it holds.
    init(_ inputs: JSONObject) throws(FlowError) {
        security = Security(rawValue: inputs["tls"]?.text ?? "") ?? .tls
        server = try ServerEndpoint(inputs, connector: "LDAP", usualPort: security == .tls ? 636 : 389)
        certificates = try CertificateInputs(inputs, connector: "LDAP")
        user = inputs["bind_dn"]?.text
        password = inputs["password"]?.text ?? ""
        // Servers take a name without a password for nobody in particular, and say that it went well.
        guard user == nil || !password.isEmpty else {
            throw FlowError(.missingInput, "LDAP: the input 'password' is missing or empty; bind_dn needs it")
        }
        guard user != nil || password.isEmpty else {
            throw FlowError(.missingInput, "LDAP: the input 'bind_dn' is missing; password belongs to it")
        }
        base = inputs["base"]?.text ?? ""
        scope = Int32(["base", "one", "sub", "children"].firstIndex(of: inputs["scope"]?.text ?? "sub") ?? 2)
        var values: [[UInt8]]?
        if let items = inputs["filter_values"]?.items {
            var bytes: [[UInt8]] = []
            for (index, item) in items.enumerated() {
                bytes.append(try Self.bytes(item, at: "LDAP: filter_values[\(index + 1)]"))
            }
            values = bytes
        }
        filter = try LDAPFilter.filled(inputs["filter"]?.text ?? "(objectClass=*)", values)
        attributes = (inputs["attributes"]?.items ?? []).compactMap(\.text)
        for (name, text) in [("base", base), ("bind_dn", user ?? "")] + attributes.map({ ("attributes", $0) }) {
            guard !text.utf8.contains(0) else { throw FlowError(.invalidInput, "LDAP: \(name) has a zero byte") }
        }
        guard attributes.count <= 1000 else { throw FlowError(.invalidInput, "LDAP: attributes has more than 1000") }
        entryLimit = Int(inputs["max_entries"]?.integer ?? 1000)
        byteLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        timeout = inputs["timeout_sec"]?.double ?? 60
        connectTimeout = inputs["connect_timeout_sec"]?.double ?? 10
        var redactor = Redactor()
        redactor.hide(password)
        if let key = certificates.key { redactor.hide(key) }
        self.redactor = redactor
    }

    /// Server and base for people.
    var target: String { "LDAP \(server.text)" + (base.isEmpty ? "" : " '\(base)'") }

    private static func bytes(_ value: JSONValue, at path: String) throws(FlowError) -> [UInt8] {
        switch value {
        case .string(let text): return Array(text.utf8)
        case .integer, .bool: return Array(JSONWriter.text(value).uppercased().utf8)
        default:
            if let bytes = try ScriptBytes.bytes(value, at: path) { return bytes }
            throw FlowError(.invalidInput, "\(path) must be a text, an integer, a boolean or {base64 = ...}")
        }
    }
}
