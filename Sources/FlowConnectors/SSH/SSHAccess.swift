import FlowModel

/// How a machine is reached by the programs of OpenSSH: where, as whom, and by which host key it is known.
struct SSHAccess: Sendable {
    /// How the other side proves who it is.
    enum HostKeys: Sendable, Equatable {
        /// The text of a known_hosts file.
        case known(String)
        /// Keys as a .pub file has them: the type, and the key in base64.
        case keys([String])
        /// It need not.
        case unchecked
    }

    /// In lower case.
    let host: String
    let port: Int
    let username: String
    let hostKeys: HostKeys
    let privateKey: String?
    let passphrase: String?
    let password: String?
    let connectTimeout: Double

    /// User, host and port for people.
    var place: String { "\(username)@\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// The inputs that say it, beside host, port and username.
    static let inputs: [ConnectorInput] = [
        .init("private_key", .text, "A private key, as ssh-keygen writes it.", isSecret: true),
        .init("passphrase", .text, "The passphrase of private_key, when it has one.", isSecret: true),
        .init("password", .text, "The password; only where no private_key is given.", isSecret: true),
        .init(
            "host_key", .text,
            "The host key of the other side: a line of its /etc/ssh/ssh_host_ed25519_key.pub, or several."),
        .init("known_hosts", .text, "Host keys with their hosts, as in a file known_hosts: what ssh-keyscan prints."),
        .init(
            "host_key_checking", .choice(["on", "off"]),
            "off takes any host key: whoever is in between reads and changes everything.", fallback: "on"),
        .init(
            "connect_timeout_sec", .number(1...3600), "Seconds that reaching the other side may take.",
            fallback: .integer(10)),
    ]

    /// Where a machine is, with the inputs that every connection to one has.
    static let placeInputs: [ConnectorInput] = [
        .init("host", .text, "The host: a name or an address.", isRequired: true),
        .init("port", .integer(1...65535), "The port.", fallback: .integer(22)),
        .init("username", .text, "The user there.", isRequired: true),
    ]

    /// Of the inputs, those of which one at most may be given.
    static let alternatives = [["private_key", "password"], ["host_key", "known_hosts"]]

    /// Reads inputs that fit the interface.
    ///
    /// - Parameters:
    ///   - inputs: The inputs.
    ///   - connector: The connector type, for messages.
    ///   - redactor: Learns what no message may hold.
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject, connector: String, hiding redactor: inout Redactor) throws(FlowError) {
        try self.init(
            host: inputs["host"]?.text ?? "", port: Int(inputs["port"]?.integer ?? 22),
            username: inputs["username"]?.text ?? "", inputs, connector: connector, hiding: &redactor)
    }

    /// Reads inputs for a machine that is named otherwise.
    init(
        host: String, port: Int, username: String, _ inputs: JSONObject, connector: String,
        hiding redactor: inout Redactor
    ) throws(FlowError) {
        guard Self.isHost(host) else {
            throw FlowError(.invalidInput, "\(connector): host must be the name or the address of a host")
        }
        self.host = host.lowercased()
        self.port = port
        let isName = username.utf8.allSatisfy {
            0x21...0x7E ~= $0 && !"'\"`$\\;&<>|(){}*?#!%:/,=".utf8.contains($0) || $0 >= 0x80
        }
        guard isName, !username.isEmpty, !username.hasPrefix("-"), username.utf8.count <= 200 else {
            throw FlowError(.invalidInput, "\(connector): username has characters that no user has, or is empty")
        }
        self.username = username
        connectTimeout = inputs["connect_timeout_sec"]?.double ?? 10
        password = try Self.line("password", inputs, connector)
        passphrase = try Self.line("passphrase", inputs, connector)
        for secret in [password, passphrase] { if let secret { redactor.hide(secret) } }
        privateKey = try inputs["private_key"]?.text.map { text throws(FlowError) in
            redactor.hide(text)
            let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
            guard lines.contains(where: { $0.hasPrefix("-----BEGIN ") }), !text.utf8.contains(0) else {
                throw FlowError(
                    .invalidInput, "\(connector): private_key must be a key as ssh-keygen writes it: -----BEGIN ...")
            }
            // Without a line break at its end, ssh does not take it.
            return lines.joined(separator: "\n") + "\n"
        }
        guard password != nil || privateKey != nil else {
            throw FlowError(.missingInput, "\(connector): give private_key or password")
        }
        guard passphrase == nil || privateKey != nil else {
            throw FlowError(.missingInput, "\(connector): the input 'private_key' is missing; passphrase belongs to it")
        }
        hostKeys = try Self.hostKeys(inputs, connector)
    }

    /// Tells whether a text can be a host: nothing that ssh would take for an option or a pattern.
    static func isHost(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-"), text.utf8.count <= 255 else { return false }
        if text.contains(":") { return NetworkAddress(text) != nil }
        return text.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    private static func line(_ name: String, _ inputs: JSONObject, _ connector: String) throws(FlowError) -> String? {
        guard let text = inputs[name]?.text else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 != 0 && $0 != 0x0A && $0 != 0x0D }) else {
            throw FlowError(.invalidInput, "\(connector): \(name) is empty, or has a line break or a zero byte")
        }
        return text
    }

    private static func hostKeys(_ inputs: JSONObject, _ connector: String) throws(FlowError) -> HostKeys {
        let isOff = inputs["host_key_checking"] == "off"
        if let text = inputs["known_hosts"]?.text {
            guard !text.utf8.contains(0), !text.allSatisfy({ $0.isWhitespace }) else {
                throw FlowError(.invalidInput, "\(connector): known_hosts is empty, or has a zero byte")
            }
            return isOff ? .unchecked : .known(text.hasSuffix("\n") ? text : text + "\n")
        }
        if let text = inputs["host_key"]?.text {
            let keys = try text.split { $0.isNewline }.map { line throws(FlowError) in
                let parts = line.split(separator: " ")
                guard parts.count >= 2, isKeyType(parts[0]), parts[1].utf8.count > 40, parts[1].allSatisfy(isBase64)
                else {
                    throw FlowError(
                        .invalidInput,
                        "\(connector): host_key must be the type and the key, as in ssh-ed25519 AAAAC3Nza...; for lines with hosts see known_hosts"
                    )
                }
                return "\(parts[0]) \(parts[1])"
            }
            guard !keys.isEmpty else { throw FlowError(.invalidInput, "\(connector): host_key is empty") }
            return isOff ? .unchecked : .keys(keys)
        }
        guard isOff else {
            throw FlowError(
                .missingInput,
                "\(connector): give host_key or known_hosts, by which the other side is known; ssh-keyscan prints them")
        }
        return .unchecked
    }

    private static func isKeyType(_ text: Substring) -> Bool {
        let begins = ["ssh-", "ecdsa-", "sk-"].contains { text.hasPrefix($0) }
        return begins && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }

    private static func isBase64(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "+/=".contains(character))
    }
}
