import FlowModel
import FoundationEssentials
import NIOSSL

/// What the inputs of a REST connection ask for, checked.
struct RESTOrder: Sendable {
    /// When it is tried again.
    struct Retries: Sendable {
        var limit = 0
        var statuses: Set<Int> = []
        var delay = 1.0
    }

    let method: String
    let address: WebAddress
    /// Those of the caller.
    let headers: [(name: String, value: String)]
    let authorization: String?
    let body: RESTBody?
    let idempotencyKey: String
    let timeout: Double
    let connectTimeout: Double
    let redirectLimit: Int
    let byteLimit: Int
    let expected: [ClosedRange<Int>]
    let retries: Retries
    /// nil for what the client does without being told.
    let tls: TLSConfiguration?
    let redactor: Redactor

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input, never what it holds.
    init(_ inputs: JSONObject, idempotencyKey: String) throws(FlowError) {
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
        self.address = address
        method = try Self.method(inputs["method"]?.text ?? "GET")
        headers = try Self.headers(inputs["headers"])
        for (_, value) in headers {
            redactor.hide(value, shortest: 3)
            // What follows the scheme of credentials is what matters of them.
            for word in value.split(separator: " ").dropFirst() { redactor.hide(String(word), shortest: 6) }
        }
        authorization = try Self.authorization(inputs["auth"]?.object, address.credentials, hiding: &redactor)
        if let key = inputs["client_key"]?.text { redactor.hide(key) }
        body = try RESTBody(inputs, boundary: idempotencyKey)
        self.idempotencyKey = idempotencyKey
        timeout = inputs["timeout_sec"]?.double ?? 60
        connectTimeout = inputs["connect_timeout_sec"]?.double ?? 10
        redirectLimit = Int(inputs["follow_redirects"]?.integer ?? 5)
        byteLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        expected = try Self.statuses(inputs["expected_status"])
        retries = Self.retries(inputs["retries"]?.object)
        tls = try Self.tls(inputs)
        self.redactor = redactor
    }

    /// Tells whether a status is no error.
    func expects(_ status: Int) -> Bool { expected.contains { $0.contains(status) } }

    private static func address(_ text: String) throws(FlowError) -> WebAddress {
        do throws(WebAddress.Fault) {
            return try WebAddress(text)
        } catch {
            throw FlowError(.invalidInput, "REST: url \(error.reason)")
        }
    }

    private static func method(_ text: String) throws(FlowError) -> String {
        let method = text.uppercased()
        let isWord = method.utf8.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || $0 == UInt8(ascii: "-") }
        guard isWord, 1...32 ~= method.utf8.count, method != "CONNECT" else {
            throw FlowError(.invalidInput, "REST: method must be one such as GET or POST, and not CONNECT")
        }
        return method
    }

    /// Names and values of a table of scalars, in the order of the names.
    static func pairs(_ table: JSONValue?) -> [(name: String, value: String)] {
        (table?.object?.entries ?? []).flatMap { entry in
            (entry.value.items ?? [entry.value]).map { (entry.key, $0.text ?? JSONWriter.text($0)) }
        }
    }

    private static func headers(_ table: JSONValue?) throws(FlowError) -> [(name: String, value: String)] {
        let headers = pairs(table)
        for (name, value) in headers {
            let isToken = name.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
            guard isToken, !name.isEmpty else {
                throw FlowError(.invalidInput, "REST: headers has a name that no header may have")
            }
            if ["connection", "content-length", "host", "transfer-encoding"].contains(name.lowercased()) {
                throw FlowError(.invalidInput, "REST: headers.\(name) is the connector's own to set; leave it out")
            }
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw FlowError(
                    .invalidInput, "REST: headers.\(name) has a line break or another control character; leave it out")
            }
        }
        return headers
    }

    private static func authorization(
        _ auth: JSONObject?, _ credentials: String?, hiding redactor: inout Redactor
    ) throws(FlowError) -> String? {
        func basic(_ pair: String) -> String {
            let encoded = Data(pair.utf8).base64EncodedString()
            redactor.hide(encoded)
            redactor.hide(pair)
            return "Basic \(encoded)"
        }
        if let credentials {
            for part in credentials.split(separator: ":", maxSplits: 1) { redactor.hide(String(part), shortest: 3) }
        }
        guard let auth else { return credentials.map(basic) }
        if auth["type"] == "bearer" {
            guard let token = auth["token"]?.text else {
                throw FlowError(.missingInput, "REST: the input 'auth.token' is missing; bearer needs it")
            }
            guard !token.isEmpty, token.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
                throw FlowError(
                    .invalidInput, "REST: auth.token is empty, or has blanks or other characters than ASCII")
            }
            redactor.hide(token)
            return "Bearer \(token)"
        }
        guard let username = auth["username"]?.text else {
            throw FlowError(.missingInput, "REST: the input 'auth.username' is missing; basic needs it")
        }
        guard !username.contains(":") else {
            throw FlowError(.invalidInput, "REST: auth.username has a colon, which basic cannot send")
        }
        let password = auth["password"]?.text ?? ""
        redactor.hide(password)
        return basic("\(username):\(password)")
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
                    "REST: expected_status must be codes from 100 to 599 or ranges of them, as in {404, \"200-299\"}")
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

    private static func tls(_ inputs: JSONObject) throws(FlowError) -> TLSConfiguration? {
        let verifies = inputs["verify_tls"] != false
        let names = ["ca_certificate", "client_certificate", "client_key"]
        guard !verifies || names.contains(where: { inputs[$0] != nil }) else { return nil }
        var configuration = TLSConfiguration.makeClientConfiguration()
        if !verifies { configuration.certificateVerification = .none }
        if let authorities = try certificates(inputs, "ca_certificate") {
            configuration.trustRoots = .certificates(authorities)
        }
        guard let chain = try certificates(inputs, "client_certificate") else {
            guard inputs["client_key"] == nil else {
                throw FlowError(
                    .missingInput, "REST: the input 'client_certificate' is missing; client_key belongs to it")
            }
            return configuration
        }
        guard let key = inputs["client_key"]?.text else {
            throw FlowError(.missingInput, "REST: the input 'client_key' is missing; client_certificate needs it")
        }
        guard let parsed = try? NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem) else {
            throw FlowError(.invalidInput, "REST: client_key must be a private key in PEM without a passphrase")
        }
        configuration.certificateChain = chain.map { .certificate($0) }
        configuration.privateKey = .privateKey(parsed)
        return configuration
    }

    private static func certificates(
        _ inputs: JSONObject, _ name: String
    ) throws(FlowError) -> [NIOSSLCertificate]? {
        guard let text = inputs[name]?.text else { return nil }
        guard let parsed = try? NIOSSLCertificate.fromPEMBytes(Array(text.utf8)), !parsed.isEmpty else {
            throw FlowError(.invalidInput, "REST: \(name) must be certificates in PEM: -----BEGIN CERTIFICATE----- ...")
        }
        return parsed
    }
}
