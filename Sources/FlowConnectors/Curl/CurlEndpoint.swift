import CCurl
import FlowModel
import NIOSSL

/// Where a connection by libcurl goes and with what: what the inputs of its connectors say alike.
struct CurlEndpoint: Sendable {
    /// How a connection is made safe.
    enum Security: String, Sendable, CaseIterable {
        case none
        case starttls
        case tls
    }

    /// What a protocol calls itself, and where its servers listen.
    struct Kind: Sendable {
        let type: String
        let plainScheme: String
        let secureScheme: String
        let ports: [Security: Int]
    }

    /// The connector type.
    let type: String
    let scheme: String
    /// In lower case; an IPv6 address without brackets.
    let host: String
    let port: Int
    let username: String?
    let timeout: Double
    let connectTimeout: Double
    let byteLimit: Int
    let settings: [CurlSetting]
    let redactor: Redactor

    /// Reads inputs that fit ``CurlInputs``.
    ///
    /// - Parameters:
    ///   - inputs: The inputs.
    ///   - kind: The protocol.
    ///   - security: How the connection is made safe; nil for what the input `tls` says.
    ///   - address: Host and port, where they are not inputs of their own.
    ///   - more: Settings beside those of all.
    ///   - secrets: What else may not be seen.
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input, never what it holds.
    init(
        _ inputs: JSONObject, _ kind: Kind, security: Security? = nil, address: (host: String, port: Int)? = nil,
        more: [CurlSetting] = [], secrets: [String] = []
    ) throws(FlowError) {
        let security = security ?? Security(rawValue: inputs["tls"]?.text ?? "") ?? .none
        type = kind.type
        scheme = security == .tls ? kind.secureScheme : kind.plainScheme
        if let address {
            (host, port) = address
        } else {
            host = try Self.host(inputs["host"]?.text ?? "", kind.type)
            port =
                Int(inputs["port"]?.integer ?? 0) == 0 ? kind.ports[security] ?? 0 : Int(inputs["port"]?.integer ?? 0)
        }
        username = inputs["username"]?.text
        timeout = inputs["timeout_sec"]?.double ?? 60
        connectTimeout = inputs["connect_timeout_sec"]?.double ?? 10
        byteLimit = Int(inputs["max_response_bytes"]?.integer ?? 10 << 20)
        var redactor = Redactor()
        for secret in secrets + ["password", "client_key"].compactMap({ inputs[$0]?.text }) { redactor.hide(secret) }
        self.redactor = redactor
        var settings: [CurlSetting] = [
            .text(CURLOPT_PROTOCOLS_STR, scheme),
            .number(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int((inputs["connect_timeout_sec"]?.double ?? 10) * 1000))),
            .number(CURLOPT_USE_SSL, Int(security == .starttls ? CURLUSESSL_ALL.rawValue : CURLUSESSL_NONE.rawValue)),
        ]
        for (name, option) in [("username", CURLOPT_USERNAME), ("password", CURLOPT_PASSWORD)] {
            guard let text = inputs[name]?.text else { continue }
            guard !text.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
                throw FlowError(.invalidInput, "\(kind.type): \(name) has a line break or a zero byte")
            }
            settings.append(.text(option, text))
        }
        if inputs["password"] != nil, username == nil {
            throw FlowError(.missingInput, "\(kind.type): the input 'username' is missing; password belongs to it")
        }
        self.settings = settings + (try Self.tls(inputs, kind.type)) + more
    }

    /// Connector and target for people, without secrets.
    var target: String { "\(type) \(username.map { "\(redactor.redacted($0))@" } ?? "")\(place)" }

    /// The beginning of addresses.
    var origin: String { "\(scheme)://\(place)" }

    private var place: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    private static func host(_ text: String, _ type: String) throws(FlowError) -> String {
        let isName = text.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || "-._".utf8.contains(byte)
        }
        guard isName && 1...253 ~= text.utf8.count || NetworkAddress(text) != nil else {
            throw FlowError(
                .invalidInput,
                "\(type): host must be a name such as server.example.com, or an IP address without brackets")
        }
        return text.lowercased()
    }

    private static func tls(_ inputs: JSONObject, _ type: String) throws(FlowError) -> [CurlSetting] {
        var settings: [CurlSetting] = []
        if inputs["verify_tls"] == false {
            settings += [.number(CURLOPT_SSL_VERIFYPEER, 0), .number(CURLOPT_SSL_VERIFYHOST, 0)]
        }
        if let authorities = try certificates(inputs, "ca_certificate", type) {
            // Instead of those of the system, which libcurl would look for in their folder nevertheless.
            settings += [.bytes(CURLOPT_CAINFO_BLOB, authorities), .text(CURLOPT_CAPATH, nil)]
        }
        guard let chain = try certificates(inputs, "client_certificate", type) else {
            guard inputs["client_key"] == nil else {
                throw FlowError(
                    .missingInput, "\(type): the input 'client_certificate' is missing; client_key belongs to it")
            }
            return settings
        }
        guard let key = inputs["client_key"]?.text else {
            throw FlowError(.missingInput, "\(type): the input 'client_key' is missing; client_certificate needs it")
        }
        guard (try? NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)) != nil else {
            throw FlowError(.invalidInput, "\(type): client_key must be a private key in PEM without a passphrase")
        }
        return settings + [.bytes(CURLOPT_SSLCERT_BLOB, chain), .bytes(CURLOPT_SSLKEY_BLOB, Array(key.utf8))]
    }

    private static func certificates(_ inputs: JSONObject, _ name: String, _ type: String) throws(FlowError) -> [UInt8]?
    {
        guard let text = inputs[name]?.text else { return nil }
        let bytes = Array(text.utf8)
        guard let parsed = try? NIOSSLCertificate.fromPEMBytes(bytes), !parsed.isEmpty else {
            throw FlowError(
                .invalidInput, "\(type): \(name) must be certificates in PEM: -----BEGIN CERTIFICATE----- ...")
        }
        return bytes
    }
}
