import FlowModel
import NIOSSL

/// What the inputs of a REST connection ask for, checked.
struct RESTOrder: Sendable {
    /// When it is tried again.
    struct Retries: Sendable {
        var limit = 0
        var statuses: Set<Int> = []
        var delay = 1.0
    }

    /// What a request goes through on its way.
    struct Proxy: Sendable {
        let host: String
        let port: Int
        let credentials: (username: String, password: String)?
    }

    /// The connector that the request is made for, such as REST.
    let connector: String
    let method: String
    let address: WebAddress
    /// Those of the caller.
    let headers: [(name: String, value: String)]
    let authorization: (name: String, value: String)?
    let cookies: [(name: String, value: String)]
    var body: RESTBody?
    let idempotencyKey: String
    let timeout: Double
    let connectTimeout: Double
    let redirectLimit: Int
    let byteLimit: Int
    /// The file that the body of the response goes to.
    let saveTo: FilePlace?
    let fileByteLimit: Int
    let expected: [ClosedRange<Int>]
    let retries: Retries
    /// nil for what the client does without being told.
    let tls: TLSConfiguration?
    let proxy: Proxy?
    var redactor: Redactor
    /// Finds the secrets of the vault that were filled in.
    var secrets = Redactor()
    /// Whether its connector lets it go to a host, which redirects are held to; nil for anywhere.
    var allowsHost: (@Sendable (String) -> Bool)?
    /// Headers that depend on the rest of the request and on the time, in seconds since 1970.
    var signature: (@Sendable (Hop, Int) -> [(name: String, value: String)])?
    /// The error of a response that is none that is expected, where it says more than its status.
    var explanation: (@Sendable (RESTResponse, _ target: String) -> FlowError?)?

    /// Reads inputs that fit the interface of REST.
    ///
    /// - Parameters:
    ///   - inputs: The inputs.
    ///   - idempotencyKey: That of the connection.
    ///   - connector: The connector that the request is made for.
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input, never what it holds.
    init(_ inputs: JSONObject, idempotencyKey: String, for connector: String = "REST") throws(FlowError) {
        do throws(FlowError) {
            try self.init(inputs, key: idempotencyKey, connector: connector)
        } catch {
            let isNamed = error.message.hasPrefix("\(connector): ")
            throw isNamed ? error : FlowError(type: error.type, message: "\(connector): \(error.message)")
        }
    }

    private init(_ inputs: JSONObject, key: String, connector: String) throws(FlowError) {
        var redactor = Redactor()
        var address = try Self.address(inputs["url"]?.text ?? "")
        let query = Self.pairs(inputs["query"])
        for (_, value) in query { redactor.hide(value, shortest: 3) }
        for part in (address.query ?? "").split(separator: "&") {
            let value = String(part.drop { $0 != "=" }.dropFirst())
            redactor.hide(value, shortest: 3)
            redactor.hide(PercentCoding.decoded(value), shortest: 3)
        }
        address.add(query)
        self.connector = connector
        self.address = address
        method = try Self.method(inputs["method"]?.text ?? "GET")
        headers = try Self.headers(inputs["headers"])
        for (_, value) in headers {
            redactor.hide(value, shortest: 3)
            // What follows the scheme of credentials is what matters of them.
            for word in value.split(separator: " ").dropFirst() { redactor.hide(String(word), shortest: 6) }
        }
        cookies = try Self.cookies(inputs["cookies"], hiding: &redactor)
        authorization = try Self.authorization(inputs["auth"]?.object, address.credentials, hiding: &redactor)
        if let key = inputs["client_key"]?.text { redactor.hide(key) }
        body = try RESTBody(inputs, of: connector, boundary: key)
        idempotencyKey = key
        timeout = inputs["timeout_sec"]?.double ?? 60
        connectTimeout = inputs["connect_timeout_sec"]?.double ?? 10
        redirectLimit = Int(inputs["follow_redirects"]?.integer ?? 5)
        byteLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        saveTo = try inputs["save_to"]?.text.map { text throws(FlowError) in
            let place = try FilePlace(text, input: "save_to", of: connector)
            guard !place.names.isEmpty else {
                throw FlowError(.invalidInput, "save_to is the folder of files itself; give a file below it")
            }
            return place
        }
        fileByteLimit = Int(inputs["max_file_bytes"]?.integer ?? 10 << 30)
        expected = try Self.statuses(inputs["expected_status"])
        retries = Self.retries(inputs["retries"]?.object)
        tls = try Self.tls(inputs)
        proxy = try Self.proxy(inputs["proxy"]?.object, hiding: &redactor)
        self.redactor = redactor
    }

    /// Tells whether a status is no error.
    func expects(_ status: Int) -> Bool { expected.contains { $0.contains(status) } }

    /// Connector, method and address for people.
    func target(_ method: String, _ address: WebAddress) -> String {
        "\(connector) \(method) \(redactor.redacted(address.shown))"
    }

    /// The host that the inputs lead to, with that of a proxy; nil when they lead to none.
    ///
    /// - Parameters:
    ///   - inputs: The inputs.
    ///   - name: The input that holds the address.
    /// - Returns: The host, such as `api.example.com` or `api.example.com (proxy.example.com)`.
    static func host(of inputs: JSONObject, _ name: String = "url") -> String? {
        guard let address = try? WebAddress(inputs[name]?.text ?? "") else { return nil }
        guard let proxy = inputs["proxy"]?.object?["host"]?.text else { return address.host }
        // Like no name that a list could mean by a pattern.
        return "\(address.host) (\(proxy.lowercased()))"
    }

    private static func address(_ text: String) throws(FlowError) -> WebAddress {
        do throws(WebAddress.Fault) {
            return try WebAddress(text)
        } catch {
            throw FlowError(.invalidInput, "url \(error.reason)")
        }
    }

    private static func method(_ text: String) throws(FlowError) -> String {
        let method = text.uppercased()
        let isWord = method.utf8.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || $0 == UInt8(ascii: "-") }
        guard isWord, 1...32 ~= method.utf8.count, method != "CONNECT" else {
            throw FlowError(.invalidInput, "method must be one such as GET or POST, and not CONNECT")
        }
        return method
    }

    /// Names and values of a table of scalars, in the order of the names.
    static func pairs(_ table: JSONValue?) -> [(name: String, value: String)] {
        (table?.object?.entries ?? []).flatMap { entry in
            (entry.value.items ?? [entry.value]).map { (entry.key, $0.text ?? JSONWriter.text($0)) }
        }
    }

    private static func statuses(_ value: JSONValue?) throws(FlowError) -> [ClosedRange<Int>] {
        guard let value else { return [200...299] }
        var ranges: [ClosedRange<Int>] = []
        for item in value.items ?? [value] {
            if let code = item.integer {
                ranges.append(Int(code)...Int(code))
                continue
            }
            let ends = (item.text ?? "").split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
                100...599 ~= first, 100...599 ~= last
            else {
                throw FlowError(
                    .invalidInput,
                    "expected_status must be codes from 100 to 599 or ranges of them, as in {404, \"200-299\"}")
            }
            ranges.append(first...last)
        }
        return ranges
    }

    private static func retries(_ table: JSONObject?) -> Retries {
        guard let table else { return Retries() }
        return Retries(
            limit: Int(table["max"]?.integer ?? 0),
            statuses: Set((table["on_status"]?.items ?? []).compactMap { $0.integer.map(Int.init) }),
            delay: table["delay_sec"]?.double ?? 1)
    }
}
