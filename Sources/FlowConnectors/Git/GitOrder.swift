import FlowModel

/// What the inputs of a GIT connection ask for, checked.
struct GitOrder: Sendable {
    enum Action: Sendable {
        case get(ref: String, patterns: [PathPattern], asBase64: Bool)
        case commit(GitChange)
        case listRefs(pattern: String?)
    }

    /// What the other side asks for by https.
    struct Login: Sendable {
        let username: String
        let password: String
    }

    /// Certificates and keys in PEM.
    struct Security: Sendable {
        let authority: String?
        let certificate: String?
        let key: String?
        let isVerified: Bool
    }

    let operation: String
    let address: RepositoryAddress
    /// How the machine is reached, for ssh.
    let access: SSHAccess?
    let login: Login?
    let security: Security
    let action: Action
    let byteLimit: Int
    /// Bytes that no file of the temporary clone may come to have.
    let cloneLimit: Int64
    let timeout: Double
    let redactor: Redactor

    /// Connector, operation and repository, for people.
    var target: String { "GIT \(operation) \(address.shown)" }

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject) throws(FlowError) {
        var redactor = Redactor()
        do throws(RepositoryAddress.Fault) {
            address = try RepositoryAddress(inputs["repository"]?.text ?? "")
        } catch {
            throw FlowError(.invalidInput, "GIT: repository \(error.reason)")
        }
        operation = inputs["operation"]?.text ?? ""
        access =
            address.scheme == .ssh
            ? try SSHAccess(
                host: address.host, port: address.effectivePort,
                username: inputs["username"]?.text ?? address.username ?? "git", inputs, connector: "GIT",
                hiding: &redactor) : nil
        login = try Self.login(inputs, address, hiding: &redactor)
        security = try Self.security(inputs, hiding: &redactor)
        switch operation {
        case "get":
            let patterns = (inputs["paths"]?.items ?? []).compactMap { $0.text.map(PathPattern.init) }
            guard patterns.allSatisfy({ !$0.text.isEmpty && !$0.text.hasPrefix("/") && $0.text.utf8.count <= 1000 })
            else { throw FlowError(.invalidInput, "GIT: paths must be paths from the top of the repository on") }
            action = .get(
                ref: try Self.ref("ref", inputs) ?? "HEAD", patterns: patterns,
                asBase64: inputs["encoding"] == "base64")
        case "commit": action = .commit(try GitChange(inputs))
        default: action = .listRefs(pattern: try Self.ref("ref", inputs, mayBePattern: true))
        }
        byteLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        cloneLimit = inputs["max_clone_bytes"]?.integer ?? 1 << 30
        timeout = inputs["timeout_sec"]?.double ?? 60
        self.redactor = redactor
    }

    private static func login(
        _ inputs: JSONObject, _ address: RepositoryAddress, hiding redactor: inout Redactor
    ) throws(FlowError) -> Login? {
        guard address.scheme != .ssh, let password = inputs["password"]?.text else { return nil }
        guard address.scheme == .https || address.scheme == .http else {
            throw FlowError(.invalidInput, "GIT: password is for https, http and ssh")
        }
        // Where a token is all that counts, any name does.
        let username = inputs["username"]?.text ?? "git"
        guard (username + password).utf8.allSatisfy({ $0 != 0 && $0 != 0x0A && $0 != 0x0D }), !password.isEmpty else {
            throw FlowError(
                .invalidInput, "GIT: username or password has a line break or a zero byte, or password is empty")
        }
        redactor.hide(password)
        return Login(username: username, password: password)
    }

    private static func security(
        _ inputs: JSONObject, hiding redactor: inout Redactor
    ) throws(FlowError) -> Security {
        for name in ["ca_certificate", "client_certificate", "client_key"] {
            if let text = inputs[name]?.text, !text.contains("-----BEGIN ") {
                throw FlowError(.invalidInput, "GIT: \(name) must be in PEM: -----BEGIN ...")
            }
        }
        let (certificate, key) = (inputs["client_certificate"]?.text, inputs["client_key"]?.text)
        guard (certificate == nil) == (key == nil) else {
            throw FlowError(.missingInput, "GIT: client_certificate and client_key need each other")
        }
        if let key { redactor.hide(key) }
        return Security(
            authority: inputs["ca_certificate"]?.text, certificate: certificate, key: key,
            isVerified: inputs["verify_tls"] != false)
    }

    /// Reads the name of a branch, a tag or another ref, or the id of a commit.
    static func ref(_ name: String, _ inputs: JSONObject, mayBePattern: Bool = false) throws(FlowError) -> String? {
        guard let text = inputs[name]?.text else { return nil }
        let isClean = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"\\^~:?[".utf8.contains($0) }
        let isRef =
            !text.isEmpty && text.utf8.count <= 255 && !["-", "/", "."].contains { text.hasPrefix($0) }
            && !["/", ".", ".lock"].contains { text.hasSuffix($0) }
            && !["..", "//", "@{", "/."].contains { text.contains($0) }
            && (mayBePattern || !text.contains("*")) && text != "@" && !text.hasPrefix("+")
        guard isClean, isRef else {
            throw FlowError(.invalidInput, "GIT: \(name) must be the name of a branch or tag, or the id of a commit")
        }
        return text
    }
}
