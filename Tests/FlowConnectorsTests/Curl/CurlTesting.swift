import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

extension JSONObject {
    /// The inputs with some more, which take the place of those of the same name.
    func with(_ more: JSONObject) -> JSONObject {
        var result = self
        for entry in more.entries { result[entry.key] = entry.value }
        return result
    }
}

extension TestService {
    /// Where to log in.
    func login(_ port: String = "port", _ more: JSONObject = [:]) -> JSONObject {
        let login: JSONObject = [
            "host": "localhost", "port": .integer(Int64(self[port]) ?? 0), "username": .string(self["user"]),
            "password": .string(self["password"]), "ca_certificate": .string(Self.certificateAuthority),
        ]
        return login.with(more)
    }
}

/// The connectors on libcurl with inputs that reach a port of this machine, to see what each makes of failures.
struct CurlCase: Sendable, CustomTestStringConvertible {
    let connector: any TypedConnector
    let inputs: JSONObject

    var testDescription: String { connector.interface.type }

    static func all(egress: EgressPolicy = .unrestricted, resolver: HostResolver = .system) -> [CurlCase] {
        let login: JSONObject = ["host": "127.0.0.1", "username": "u", "password": "s3cret", "tls": "none"]
        let files: JSONObject = ["operation": "get", "path": "a.txt"]
        var ssh = login.with(files)
        ssh["tls"] = nil
        return [
            CurlCase(
                connector: SMTPConnector(egress: egress, resolver: resolver),
                inputs: login.with(["from": "a@b.test", "to": "c@d.test", "text": "x"])),
            CurlCase(
                connector: IMAPConnector(egress: egress, resolver: resolver),
                inputs: login.with(["operation": "search"])),
            CurlCase(connector: FTPConnector(egress: egress, resolver: resolver), inputs: login.with(files)),
            CurlCase(
                connector: SFTPConnector(egress: egress, resolver: resolver),
                inputs: ssh.with(["host_key_checking": "off"])),
            CurlCase(
                connector: WebDAVConnector(egress: egress, resolver: resolver),
                inputs: files.with(["url": "http://127.0.0.1/dav", "username": "u", "password": "s3cret"])),
        ]
    }

    /// The inputs for another port or host.
    func at(host: String = "127.0.0.1", port: Int, _ more: JSONObject = [:]) -> JSONObject {
        inputs["url"] == nil
            ? inputs.with(["host": .string(host), "port": .integer(Int64(port))]).with(more)
            : inputs.with(["url": .string("http://\(host):\(port)/dav")]).with(more)
    }
}
