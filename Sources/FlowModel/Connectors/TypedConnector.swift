/// A connector that says what it takes: its inputs are checked before it sees them.
///
/// A connector of an embedder is a value with an ``interface`` and a function:
///
/// ```swift
/// struct Greeter: TypedConnector {
///     let interface = ConnectorInterface(
///         type: "GREET", summary: "Greets somebody.",
///         inputs: [ConnectorInput("name", .text, "Whom to greet.", isRequired: true)])
///
///     func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue {
///         ["greeting": .string("hello, \(inputs["name"]?.text ?? "")")]
///     }
/// }
/// ```
public protocol TypedConnector: Connector {
    /// What it takes and gives.
    var interface: ConnectorInterface { get }

    /// The host that a connection goes to, which decides what secrets it may be given.
    ///
    /// It is asked before and after secrets are filled in, and has to be the same.
    ///
    /// - Parameter inputs: The inputs with their defaults.
    /// - Returns: The host in lower case, without port; nil where there is none, or none that is known.
    func host(of inputs: JSONObject) -> String?

    /// What becomes of a connection that was under way at a crash, when its inputs do not say.
    ///
    /// - Parameter inputs: The inputs with their defaults.
    /// - Returns: What becomes of it.
    func crashPolicy(of inputs: JSONObject) -> CrashPolicy

    /// Performs one connection whose inputs fit the interface.
    ///
    /// - Parameters:
    ///   - inputs: The inputs with their defaults.
    ///   - request: The connection.
    /// - Returns: The `output_value` of the connection.
    /// - Throws: `FlowError`; its type and message become the message of the connection, which ends with `ENDED_ERROR`.
    func perform(_ inputs: JSONObject, for request: ConnectorRequest) async throws(FlowError) -> JSONValue
}

extension TypedConnector {
    /// No host.
    public func host(of inputs: JSONObject) -> String? { nil }

    /// That of the interface.
    public func crashPolicy(of inputs: JSONObject) -> CrashPolicy { interface.crashPolicy }

    /// Checks the inputs, fills in the secrets that they name, and performs the connection.
    ///
    /// What comes back is searched for these secrets.
    public func perform(_ request: ConnectorRequest) async throws(FlowError) -> JSONValue {
        let inputs = try interface.checked(request.inputs)
        let names = try interface.secrets(in: inputs)
        guard request.allowedHosts == nil || request.allows(host: host(of: inputs)) else {
            let name = request.connectorRecord ?? ""
            throw FlowError(
                .permissionDenied,
                "\(interface.type): the connector '\(name)' may not go to \(host(of: inputs) ?? "this machine"); see its allowed_hosts"
            )
        }
        guard !names.isEmpty else {
            return try await perform(try interface.filled(inputs, with: [:]), for: request)
        }
        guard let source = request.secrets else {
            throw FlowError(.permissionDenied, "\(interface.type): this program has no secrets to fill in")
        }
        for name in names where !request.connectorSecrets.contains(name) {
            try request.rights?.check(.run, .secret(name))
        }
        let host = host(of: inputs)
        let use = SecretUse(connectorType: interface.type, connector: request.connectorRecord, host: host)
        var values: [String: String] = [:]
        var redactor = Redactor()
        for name in names {
            let value = try await source.secret(name, for: use)
            values[name] = value
            redactor.hide(value)
        }
        let filled = try interface.filled(inputs, with: values)
        // What decides which secrets a connection gets must not be a secret itself.
        guard self.host(of: filled) == host else {
            throw FlowError(.permissionDenied, "\(interface.type): a secret may not change where a connection goes")
        }
        var request = request
        request.filledIn = redactor
        do throws(FlowError) {
            return redactor.redacted(try await perform(filled, for: request))
        } catch {
            throw redactor.redacted(error)
        }
    }
}
