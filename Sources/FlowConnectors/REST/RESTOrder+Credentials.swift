import FlowModel
import FoundationEssentials
import NIOSSL

/// What a request shows to the other side of who sends it.
extension RESTOrder {
    static func headers(_ table: JSONValue?) throws(FlowError) -> [(name: String, value: String)] {
        let headers = pairs(table)
        for (name, value) in headers { try check(name, value, at: "headers") }
        return headers
    }

    private static func check(_ name: String, _ value: String, at input: String) throws(FlowError) {
        let isToken = name.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
        guard isToken, !name.isEmpty else {
            throw FlowError(.invalidInput, "\(input) has a name that no header may have")
        }
        if ["connection", "content-length", "host", "transfer-encoding"].contains(name.lowercased()) {
            throw FlowError(.invalidInput, "\(input).\(name) is the connector's own to set; leave it out")
        }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw FlowError(
                .invalidInput, "\(input).\(name) has a line break or another control character; leave it out")
        }
    }

    static func cookies(
        _ table: JSONValue?, hiding redactor: inout Redactor
    ) throws(FlowError) -> [(name: String, value: String)] {
        let cookies = pairs(table)
        for (name, value) in cookies {
            redactor.hide(value, shortest: 3)
            let isToken = name.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
            guard isToken, !name.isEmpty else {
                throw FlowError(.invalidInput, "cookies has a name that no cookie may have")
            }
            guard value.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ";") }) else {
                throw FlowError(.invalidInput, "cookies.\(name) has a blank, a semicolon or a control character")
            }
        }
        return cookies
    }

    static func authorization(
        _ auth: JSONObject?, _ credentials: String?, hiding redactor: inout Redactor
    ) throws(FlowError) -> (name: String, value: String)? {
        func basic(_ pair: String) -> (name: String, value: String) {
            let encoded = Data(pair.utf8).base64EncodedString()
            redactor.hide(encoded)
            redactor.hide(pair)
            return ("Authorization", "Basic \(encoded)")
        }
        func needed(_ name: String) throws(FlowError) -> String {
            if let text = auth?[name]?.text { return text }
            throw FlowError(
                .missingInput, "the input 'auth.\(name)' is missing; \(auth?["type"]?.text ?? "") needs it")
        }
        if let credentials {
            for part in credentials.split(separator: ":", maxSplits: 1) { redactor.hide(String(part), shortest: 3) }
        }
        guard let auth else { return credentials.map(basic) }
        switch auth["type"] {
        case "bearer":
            let token = try needed("token")
            guard !token.isEmpty, token.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
                throw FlowError(.invalidInput, "auth.token is empty, or has blanks or other characters than ASCII")
            }
            redactor.hide(token)
            return ("Authorization", "Bearer \(token)")
        case "custom":
            let (name, value) = (try needed("header"), try needed("value"))
            try check(name, value, at: "auth")
            redactor.hide(value)
            return (name, value)
        default:
            let username = try needed("username")
            guard !username.contains(":") else {
                throw FlowError(.invalidInput, "auth.username has a colon, which basic cannot send")
            }
            let password = auth["password"]?.text ?? ""
            redactor.hide(password)
            return basic("\(username):\(password)")
        }
    }

    static func proxy(_ table: JSONObject?, hiding redactor: inout Redactor) throws(FlowError) -> Proxy? {
        guard let table else { return nil }
        let host = table["host"]?.text ?? ""
        guard let place = try? WebAddress("http://\(host.contains(":") ? "[\(host)]" : host)/"), place.port == nil,
            place.credentials == nil, place.path == "/"
        else { throw FlowError(.invalidInput, "proxy.host must be a host alone, such as proxy.example.com") }
        let password = table["password"]?.text ?? ""
        redactor.hide(password)
        return Proxy(
            host: place.host, port: Int(table["port"]?.integer ?? 0),
            credentials: table["username"]?.text.map { ($0, password) })
    }

    static func tls(_ inputs: JSONObject) throws(FlowError) -> TLSConfiguration? {
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
                    .missingInput, "the input 'client_certificate' is missing; client_key belongs to it")
            }
            return configuration
        }
        guard let key = inputs["client_key"]?.text else {
            throw FlowError(.missingInput, "the input 'client_key' is missing; client_certificate needs it")
        }
        guard let parsed = try? NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem) else {
            throw FlowError(.invalidInput, "client_key must be a private key in PEM without a passphrase")
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
            throw FlowError(.invalidInput, "\(name) must be certificates in PEM: -----BEGIN CERTIFICATE----- ...")
        }
        return parsed
    }
}
