import FlowModel
import NIOSSL

/// What the inputs of a REDIS connection ask for, checked.
struct RedisOrder: Sendable {
    let server: ServerEndpoint
    let database: Int
    let username: String?
    let password: String?
    /// nil for a connection in the clear.
    let tls: TLSConfiguration?
    let commands: [RedisCommand]
    /// One command was given, and one result comes back.
    let isSingle: Bool
    /// All happen together, and nothing of others in between.
    let isTransaction: Bool
    /// Performed again, it gives what it gave the first time.
    let isOnce: Bool
    /// Seconds.
    let timeout: Double
    let connectTimeout: Double
    let byteLimit: Int
    let redactor: Redactor

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input, never what it holds.
    init(_ inputs: JSONObject) throws(FlowError) {
        server = try ServerEndpoint(inputs, connector: "REDIS", usualPort: 6379)
        database = Int(inputs["database"]?.integer ?? 0)
        username = inputs["username"]?.text
        password = inputs["password"]?.text
        guard username == nil || password != nil else {
            throw FlowError(.missingInput, "REDIS: the input 'password' is missing; username needs it")
        }
        commands = try Self.commands(inputs)
        isSingle = inputs["command"] != nil
        isTransaction = inputs["transaction"] == true
        isOnce = inputs["once"] == true
        if isOnce, let long = commands.firstIndex(where: { $0.parts.count > 5000 }) {
            throw FlowError(
                .invalidInput, "REDIS: commands[\(long + 1)] has more than 5000 arguments, which once cannot do")
        }
        tls = try Self.tls(inputs)
        timeout = inputs["timeout_sec"]?.double ?? 60
        connectTimeout = inputs["connect_timeout_sec"]?.double ?? 10
        byteLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        var redactor = Redactor()
        if let password { redactor.hide(password) }
        if let key = inputs["client_key"]?.text { redactor.hide(key) }
        self.redactor = redactor
    }

    /// Server and database for people.
    var target: String { "REDIS \(server.text)/\(database)" }

    /// How it presents itself: with its password, or by asking whether somebody is there.
    var greeting: [RedisCommand] {
        var commands: [RedisCommand] = []
        if let password {
            commands.append(username.map { RedisCommand("AUTH", $0, password) } ?? RedisCommand("AUTH", password))
        }
        if database != 0 { commands.append(RedisCommand("SELECT", "\(database)")) }
        return commands.isEmpty ? [RedisCommand("PING")] : commands
    }

    /// What becomes of a connection that was under way at a crash.
    static func crashPolicy(of inputs: JSONObject) -> CrashPolicy {
        if inputs["once"] == true { return .atLeastOnce }
        do throws(FlowError) {
            return try commands(inputs).allSatisfy(\.isRead) ? .atLeastOnce : .ask
        } catch {
            // It will not get as far as the server.
            return .atLeastOnce
        }
    }

    /// The word that an error of Redis begins with, such as WRONGTYPE.
    static func code(of text: String) -> String { String(text.prefix { $0 != " " }) }

    private static func commands(_ inputs: JSONObject) throws(FlowError) -> [RedisCommand] {
        if let items = inputs["command"]?.items { return [try RedisCommand(items, at: "REDIS: command")] }
        guard let lists = inputs["commands"]?.items, !lists.isEmpty else {
            throw FlowError(
                .missingInput, "REDIS: the input 'command' is missing; give one, as in {\"GET\", \"key\"}, or commands")
        }
        var commands: [RedisCommand] = []
        for (index, list) in lists.enumerated() {
            commands.append(try RedisCommand(list.items ?? [], at: "REDIS: commands[\(index + 1)]"))
        }
        return commands
    }

    private static func tls(_ inputs: JSONObject) throws(FlowError) -> TLSConfiguration? {
        let certificates = try CertificateInputs(inputs, connector: "REDIS")
        guard inputs["tls"] != "none" else { return nil }
        do {
            return try certificates.configuration()
        } catch {
            throw FlowError(.invalidInput, "REDIS: client_certificate or client_key cannot be used: \(error)")
        }
    }
}

extension CertificateInputs {
    /// How a client speaks TLS by these inputs.
    func configuration() throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if !verifies { configuration.certificateVerification = .none }
        if let authorities {
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8)))
        }
        if let client, let key {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(client.utf8)).map {
                .certificate($0)
            }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))
        }
        return configuration
    }
}
