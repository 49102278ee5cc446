import FlowModel
import Foundation
import Testing

@testable import FlowConnectors

/// The test server of ssh, as inputs see it.
struct SSHTestServer: Sendable {
    let service: TestService

    init() throws { service = try #require(TestService("sshd")) }

    static var isThere: Bool { TestService.isThere("sshd") }

    var port: Int { service.port }
    var user: String { service["user"] }
    /// nil where there is no login by password.
    var password: String? { service.facts["password"] }

    func file(_ name: String) throws -> String {
        try String(contentsOfFile: "\(service["folder"])/\(name)", encoding: .utf8)
    }

    /// Inputs for a login by key.
    func inputs(_ more: JSONObject = [:]) throws -> JSONObject {
        var inputs: JSONObject = [
            "host": "127.0.0.1", "port": .integer(Int64(port)), "username": .string(user),
            "private_key": .string(try file("user")), "host_key": .string(try file("host.pub")),
        ]
        inputs.merge(more)
        return inputs
    }
}

/// A port of 127.0.0.1 where nobody listens.
func freePort() -> Int {
    let listener = try? FullListener()
    return listener?.port ?? 1
}
