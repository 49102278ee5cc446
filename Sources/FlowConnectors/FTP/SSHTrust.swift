import CCurl
import FlowModel

/// How the key of an SSH server is checked.
struct SSHTrust: Sendable {
    let settings: [CurlSetting]

    /// Reads the inputs `host_key`, `known_hosts` and `host_key_checking`.
    ///
    /// - Throws: `MissingInputError` when nothing says what the key is, `InvalidInputError` for what says nothing.
    init(_ inputs: JSONObject, host: String, port: Int, type: String) throws(FlowError) {
        let key = inputs["host_key"]?.text
        let knownHosts = inputs["known_hosts"]?.text
        guard inputs["host_key_checking"] != "off" else {
            settings = []
            return
        }
        if let key, key.hasPrefix("SHA256:") {
            let hash = key.dropFirst(7).prefix { $0 != "=" }
            guard hash.utf8.count == 43, TransferCoding.decodedBase64(Array(hash.utf8)).count == 32 else {
                throw FlowError(
                    .invalidInput,
                    "\(type): host_key must have 43 letters of base64 after SHA256:, as ssh-keygen -l prints it")
            }
            settings = [.text(CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, String(hash))]
        } else if let key {
            let place = port == 22 ? host : "[\(host)]:\(port)"
            var lines = ""
            for line in key.split(whereSeparator: \.isNewline) {
                let words = line.split(separator: " ")
                guard words.count >= 2, words[1].hasPrefix("AAAA"), line.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
                    throw FlowError(
                        .invalidInput,
                        "\(type): host_key must be a fingerprint such as SHA256:..., or a key such as ssh-ed25519 AAAA...; for lines with hosts see known_hosts"
                    )
                }
                lines += "\(place) \(words[0]) \(words[1])\n"
            }
            settings = [.file(CURLOPT_SSH_KNOWNHOSTS, Array(lines.utf8))]
        } else if let knownHosts {
            settings = [.file(CURLOPT_SSH_KNOWNHOSTS, Array((knownHosts + "\n").utf8))]
        } else {
            throw FlowError(
                .missingInput,
                "\(type): the input 'host_key' is missing; give it or known_hosts, so that nobody else can pass for the server"
            )
        }
    }
}
