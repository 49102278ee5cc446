import FlowModel

/// A server as inputs name it: a host and a port.
struct ServerEndpoint: Sendable, Equatable {
    /// In lower case; an IPv6 address without brackets.
    let host: String
    let port: Int

    /// Reads the inputs `host` and `port`.
    ///
    /// - Parameters:
    ///   - inputs: Inputs that fit the interface.
    ///   - connector: The connector type, for messages.
    ///   - usualPort: The port where none is given.
    /// - Throws: `InvalidInputError` for what is no host: a path, a list, a name with odd characters.
    init(_ inputs: JSONObject, connector: String, usualPort: Int) throws(FlowError) {
        let host = Self.host(of: inputs) ?? ""
        let isPlain = host.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || "-._".utf8.contains(byte)
        }
        guard 1...253 ~= host.utf8.count, isPlain || NetworkAddress(host) != nil else {
            throw FlowError(
                .invalidInput, "\(connector): host must be the name of a host or an address, such as db.example.com")
        }
        self.host = host
        port = inputs["port"]?.integer.map(Int.init) ?? usualPort
    }

    /// The host of inputs in lower case, whether it is one or not.
    static func host(of inputs: JSONObject) -> String? {
        inputs["host"]?.text.map { text in
            let host = text.lowercased()
            return host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        }
    }

    /// The host is an address and no name.
    var isAddress: Bool { NetworkAddress(host) != nil }

    /// Host and port for people.
    var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
