import FlowModel

/// What the inputs of an SQLPG connection ask for, checked.
struct PostgreSQLOrder: Sendable {
    let server: ServerEndpoint
    let database: String
    let username: String
    let password: String
    let isSecure: Bool
    let certificates: CertificateInputs
    /// Seconds.
    let connectTimeout: Double
    let sql: SQLOrder
    let redactor: Redactor

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input, never what it holds.
    init(_ inputs: JSONObject) throws(FlowError) {
        server = try ServerEndpoint(inputs, connector: "SQLPG", usualPort: 5432)
        username = inputs["username"]?.text ?? ""
        database = inputs["database"]?.text ?? username
        password = inputs["password"]?.text ?? ""
        for (name, text) in [("username", username), ("database", database), ("password", password)] {
            guard !text.utf8.contains(0), !text.isEmpty || name == "password" else {
                throw FlowError(.invalidInput, "SQLPG: \(name) is empty, or has a zero byte")
            }
        }
        isSecure = inputs["tls"] != "none"
        certificates = try CertificateInputs(inputs, connector: "SQLPG")
        connectTimeout = inputs["connect_timeout_sec"]?.double ?? 10
        sql = try SQLOrder(inputs, connector: "SQLPG")
        for statement in sql.statements {
            let place = statement.place.isEmpty ? "" : "\(statement.place)."
            let word = SQLWords(nestsComments: true).first(of: statement.sql)
            if let reason = Self.refused[word] {
                throw FlowError(.invalidInput, "SQLPG: \(place)sql begins with \(word): \(reason)")
            }
        }
        var redactor = Redactor()
        redactor.hide(password)
        if let key = certificates.key { redactor.hide(key) }
        self.redactor = redactor
    }

    /// User, server and database for people.
    var target: String { "SQLPG \(username)@\(server.text)/\(database)" }

    /// What could not work here, or would end the transaction that the connector has begun.
    private static let refused: [String: String] = {
        let transaction = "use operation = \"transaction\", which begins and ends the transaction itself"
        let copy = "COPY sends data outside of statements; use fetch_all, or execute_many"
        let listen = "a connection ends with its statement, and nothing is notified after that"
        var refused = ["COPY": copy, "LISTEN": listen, "UNLISTEN": listen]
        for word in ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE"] {
            refused[word] = transaction
        }
        return refused
    }()
}
